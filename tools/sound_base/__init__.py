"""Train a base network for sounds: static/base-models/sound-v1 is one.

    .venv/bin/python -m tools.sound_base <folder> [--speech-commands <folder>]
        [--without yes,no,up,down] [--takes 20] [--epochs 40]

Words are spoken by espeak-ng (Debian: apt-get install espeak-ng), in many languages,
voices and pitches, those of children too. `--speech-commands` adds recordings of
people: the folder of Speech Commands v0.02 (Warden, 2018), a folder for each word, with
`_background_noise_` among them. `--without` leaves words out, to be honest when a base
is measured with them (benchmarks/sound_accuracy.py --base <folder>).

The network learns to tell the words apart. What is kept of it is everything but the
last layer: `model.json` and `weights.bin`, as static/js/learning/sound_network.js and
training/learning/networks read them. It runs outside the site, and nothing imports it.
"""
