"""Sentences of the demo, written for it: how children of a class may feel."""

# By who says them.
MOODS = {
    "Ada": {
        "happy": [
            "My cousin comes to stay tomorrow",
            "I finished the whole puzzle",
            "We are going to the sea",
            "Grandpa taught me a card trick",
        ],
        "sad": [
            "My best friend moves away",
            "The party was without me",
            "I lost the ring from my aunt",
            "Nobody picked me for the team",
        ],
        "angry": [
            "He broke my tower on purpose",
            "Stop pushing me",
            "That is so unfair",
            "You promised, and you forgot again",
        ],
    },
    "Grace": {
        "happy": [
            "Hooray, it is snowing",
            "I got the part of the dragon",
            "My plant has its first flower",
        ],
        "sad": [
            "Our old cat is very ill",
            "The holidays are over",
            "I miss my brother so much",
        ],
        "angry": [
            "She read my diary",
            "Give it back, it is mine",
            "I told you three times to stop",
        ],
    },
    "Katherine": {
        "happy": [
            "I can ride without holding on",
            "We laughed until it hurt",
            "The pancakes are ready",
            "My letter was in the newspaper",
            "Everybody sang for me",
        ],
        "sad": [
            "It rained on our trip",
            "I had to leave early",
        ],
        "angry": [
            "They jumped the queue",
            "Who drew on my picture?",
        ],
    },
    "Linus": {
        "happy": ["We won by one goal", "There is cake for everybody"],
        "sad": ["My balloon flew away", "The story ends so badly"],
        "angry": [
            "You always say it was me",
            "I will not talk to you any more",
            "Leave my things alone",
        ],
    },
    "Alan": {
        "happy": ["I solved the riddle first"],
        "sad": ["I dropped my ice cream", "Nobody came to see my show"],
        "angry": ["The computer ate my homework again"],
    },
}
