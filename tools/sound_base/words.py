"""The words that are spoken, by the language of the voices."""

# No word has to mean anything: what counts is that languages have different sounds.
WORDS = {
    "en": (
        "zero one two three four five six seven eight nine yes no up down left right "
        "stop go on off apple banana orange window garden monkey tiger elephant rabbit "
        "yellow purple green blue black white silver happy angry sleepy hungry jump "
        "run walk swim dance sing laugh open close start finish play pause next back "
        "fast slow quick turn light dark lamp fire water river mountain ocean island "
        "forest cloud rain snow storm thunder summer winter spring autumn monday "
        "friday sunday morning evening robot computer camera pencil paper table chair "
        "school teacher lesson music drum guitar piano whistle hello goodbye please "
        "thanks sorry maybe always never cat dog bird fish horse cow sheep duck mouse "
        "bear lion wolf fox frog snake spider house door roof kitchen mother father "
        "sister brother friend family doctor farmer castle dragon wizard magic pirate "
        "ship train plane rocket bicycle bridge street village money bread butter "
        "cheese milk sugar salt cookie chocolate pizza soup potato tomato lemon cherry "
        "ball game team circle square triangle star heart number letter story picture "
        "mirror clock minute week north south east west push pull throw catch listen "
        "look speak shout whisper think remember forget"
    ),
    "de": (
        "null eins zwei drei vier fünf sechs sieben acht neun ja nein links rechts "
        "hoch runter halt los hund katze vogel pferd maus schwein apfel brot wasser "
        "milch schule freund mutter vater rot blau grün gelb schwarz weiß sonne regen"
    ),
    "fr": (
        "un deux trois quatre cinq six sept huit neuf dix oui non gauche droite haut "
        "bas chien chat oiseau cheval souris cochon pomme pain eau lait école ami mère "
        "père rouge bleu vert jaune noir blanc soleil pluie bonjour merci"
    ),
    "es": (
        "uno dos tres cuatro cinco seis siete ocho nueve diez sí no izquierda derecha "
        "arriba abajo perro gato pájaro caballo ratón cerdo manzana pan agua leche "
        "escuela amigo madre padre rojo azul verde amarillo negro blanco sol lluvia"
    ),
    "it": (
        "zero uno due tre quattro cinque sei sette otto nove sinistra destra sopra "
        "sotto cane gatto uccello cavallo topo maiale mela pane acqua latte scuola "
        "amico madre padre rosso azzurro verde giallo nero bianco sole pioggia ciao"
    ),
    "pl": (
        "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć tak nie lewo prawo "
        "góra dół pies kot ptak koń mysz świnia jabłko chleb woda mleko szkoła "
        "przyjaciel matka ojciec czerwony niebieski zielony żółty czarny biały słońce"
    ),
    "tr": (
        "sıfır bir iki üç dört beş altı yedi sekiz dokuz evet hayır sol sağ yukarı "
        "aşağı köpek kedi kuş at fare elma ekmek su süt okul arkadaş anne baba kırmızı "
        "mavi yeşil sarı siyah beyaz güneş yağmur merhaba"
    ),
    "hi": (
        "एक दो तीन चार पाँच छह सात आठ नौ दस हाँ नहीं बायाँ दायाँ ऊपर नीचे कुत्ता बिल्ली "
        "चिड़िया घोड़ा चूहा सेब रोटी पानी दूध दोस्त माता पिता लाल नीला हरा पीला काला सफ़ेद"
    ),
    "sw": (
        "moja mbili tatu nne tano sita saba nane tisa kumi ndiyo hapana kushoto kulia "
        "juu chini mbwa paka ndege farasi panya nguruwe tufaha mkate maji maziwa shule "
        "rafiki mama baba nyekundu bluu kijani njano nyeusi nyeupe jua mvua"
    ),
    "cmn": "一 二 三 四 五 六 七 八 九 十 左 右 上 下 狗 猫 鸟 水 牛奶 学校 红色 蓝色",
}
VOICES = {
    "en": ("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "en-029"),
}
# Men, women, and others that are not quite anybody
VARIANTS = ("", "m1", "m2", "m3", "m4", "m5", "m7", "f1", "f2", "f3", "f4", "f5")


def words_of(without: frozenset[str]) -> list[tuple[str, str]]:
    """Return languages and words, without those that are not to be known."""
    return [
        (language, word)
        for language, words in WORDS.items()
        for word in dict.fromkeys(words.split())
        if word not in without
    ]


def voices_of(language: str) -> tuple[str, ...]:
    return VOICES.get(language, (language,))
