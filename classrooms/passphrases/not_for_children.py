"""Words of the lists that are rude, cruel, frightening, or somebody's name.

Found by reading the lists, and by comparing them with the "List of Dirty, Naughty,
Obscene and Otherwise Bad Words". A teacher hands these words to a child of six.
"""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOT_FOR_CHILDREN = {
    "cs": words("""
        bachor bezmoc blud cigareta cizost detektiv divoch drsnost drzost eskymo
        facka fajfka gilotina hadr hanopis hluchota hnis horal hrobka hrubost
        hubenost invalida kanibal kazivost kobka konina korzet lakomec lebka
        lidojed lotr lucifer masakr milenec mrtvola mrzet mulat mumie negace
        nemoc netvor obezita obluda opilost orgie ospalec ostuda otrok padouch
        panna peklo pistole pitevna pivnice pivovar plivat porod potrava potupa
        potvora prase puch pukrle pusa rasovna revize revma samec satelit sekera
        sekta slast smilstvo smrad smrtka smutek spalovna sranda stres tampon
        terapie trhlina trpitel trus ubohost usmrtit vdova vrah vyhubit vyvrhel
        zadusit zloba zlost zmar zplodit zrada
    """),
    "de": words("""
        affe aufstand bier biest blasen bombe brust bunker dieb dolch dreck
        eichel esel ganove gauner grab gruft hart herd klon kneipe krebs latte
        lustig made narbe peitsche pille punsch ratte rute samen schabe sense
        sturm unfall unrat vieh wein wurm zorn
    """),
    "en": words("""
        aids arson boxer bribe bust chump cider crook cult curse deaf debt ditzy
        drama drank drown dwarf elope erupt evil fang fetal filth flirt gag gore
        grave grief groom grope gut harm hate hump hung hunk hunt hurt islam keg
        lair lurk mardi moan musky mute nerd pagan panty perky petri petty poach
        poker polio prank probe prong prude pry punk putt rabid rage rash riot
        roman ruin sandy santa self shack sham slain slimy slit slob slurp snarl
        snort spew strut stud stunt tarot tart thigh thong trump vice vixen wimp
        womb wound wreck xerox yahoo
    """),
    "es": words("""
        aborto abuso acné acoso adicto agonía ahogo aries asno ateo atroz azote
        bestia bicho bobo bomba bruja bruto burro cadáver cerdo cigarro cochino
        coger cojo crimen culpa cáncer derrota desnudo diablo diana droga ebrio
        enano enfermo feo feroz fosa fraude fumar gordo guerra hembra herir
        hostil hurto infiel inútil ira ladrón lesión letal licor loco locura
        luto mafia maldad malo manco matar miedo moreno morir mortal muerte
        mugre necio negro obeso odiar odio ofensa orgía parar parir pecado pecho
        pelea pelo pena piojo polvo prisión puñal rabia rabo rapto rencor ron
        satán secta sexo sordo sostén tabaco tabú terror tonto tosco trago
        trauma triste tuerto tumba tumor vago varón vejez veneno viejo vino
        virgo viudo vulgar zurdo óvulo
    """),
    "fr": words("""
        accuser affreux angoisse arsenic assaut atroce averse bafouer biopsie
        bizarre carnage cigare combat couteau crainte cruel cupide cyanure
        danger dénuder détester ennemi fatal frayeur fureur féroce gruger horde
        hormone injure ivresse juriste lacérer lubie lugubre maigre malheur
        maudire menacer monstre morsure méchant nocif odeur ogive opprimer
        paresse phobie prison punaise risque ruiner saboter sanction semence
        sinistre sottise suspect séminal sévir tabac toxine trahir tyran tétine
        ubuesque vampire venger verser vexant vexer virus visqueux
    """),
    "it": words("""
        abisso africano america asino austria badessa barbaro batosta bava beffa
        bifido birra bubbone buca buffone codardo critico daniela delirio
        demenza dirupo disumano epatite estonia etilico etnico europa fede fifa
        fumante gobba greca ignaro incubo india inglese irlanda italia lardoso
        latino lepre lesivo londra lorenzo lutto macabro malsano malto mannaro
        michele milano mitra monco monviso mozzo mulatto mummia muto nababbo
        necrosi nettuno nevrotico orfano orrendo paonazzo patacca peccato
        pervaso pudica randagio ribelle saraceno scabroso sfida sgorbio sloveno
        spia svezia tabacco tetro tossire tunisia uccello uccisore ulisse
        vangare verruca vescica vile villano zotico zulu
    """),
    "pt": words("""
        absinto adega agiota albino amador arma ateu autismo autoria avental
        axila baiano baseado belga bruxo careca caverna cerveja chutar cigana
        criada crioulo cueca cuspir demitir ditador dominado ereto europeu
        excitar fetal feudal fofocar galega gordura grego infrator inimigo
        injetar judeu judoca libido malandro maluco mamilo mansa mulata negrito
        orgasmo ovular peitoral persiana pistola pivete plebeu punhal punir
        raiva romano russo sensual seringa sujeito suor surdina tolice traseiro
        tupi vadiar veado velhice vibrador xeque xingar zangado
    """),
}
