"""Which outfit a person's title asks for, and which is nearest to what the photo shows."""

import re
import unicodedata

# Stems of English, German, French, Spanish, Italian and Portuguese words, without accents; one
# that ends in "." is a whole word, one with "_" a phrase. The first word that
# begins with a stem decides; phrases before that.
WORDS = {
    "jumpsuit": """
        astronaut cosmonaut kosmonaut raumfahr weltraum spationaut espacial spacesuit space
        rocket mechanic mechanik mecanic meccanic pilot racing racer rennfahr
        electrician elektrik electricien eletricist elettricist welder schweisser soudeu soldador
        saldator engineer ingenieur ingenier ingegner engenheir wrench spanner skydiv
        fallschirm garage technician technik tecnic miner. bergmann mineur minero minator""",
    "lab_coat": """
        doctor doktor arzt arztin medecin docteur medic dottor scien wissenschaft cientif chemist
        chemik chimist quimic chimic physicist physics physik physicien fisic biolog pharmac
        apothek farmac researcher forscher chercheu ricercat pesquisad professor. professeur
        laborator labor lab. microscope stethoscope optician optiker opticien""",
    "scrubs": """
        nurse krankenpfleg krankenschwester pfleger infirmi enferm infermier surgeon chirurg
        cirurg cirujan dentist zahnarzt odontolog vet. veterin tierarzt midwife hebamme
        sage_femme comadron ostetric parteir physiotherap fisioterap paramedic sanitat ambulan""",
    "chef": """
        chef. cook koch. kochin cuisin cociner cuoco cuoca cozinh baker backer boulang panader
        panettier fornaio padeir pastry konditor patissi pasticc butcher metzger boucher
        carnicer macellai acougueir barista""",
    "police": """
        police polici polizei polizist polizi carabinier gendarm sheriff cop. security
        sicherheits guard wachmann vigilant""",
    "firefighter": """
        firefight fireman firewoman feuerwehr pompier bombero bombera bombeir
        vigile_del_fuoco""",
    "suit": """
        manager gerente boss chefin chef_de_projet chef_d_entreprise ceo. cfo. director direktor
        directeur directric direttor diretor lawyer attorney anwalt anwaltin rechtsanwalt avocat
        abogad avvocat advogad bank business geschaftsfuhr geschaftsmann unternehmer empresari
        imprenditor president prasident minist consultant berater consulent consultor broker
        makler accountant buchhalt steuerberat comptable contador contabil commercialist groom
        brautigam sposo briefcase agent politi founder grunder executive realtor""",
    "blazer": """
        journalist periodist giornalist presenter moderator presentateur presentador
        presentator sales verkauf vendeu vended venditor architect architekt arquitect arquitet
        architett marketing""",
    "blouse": "businesswoman geschaftsfrau femme_d_affaires stewardess azafata aeromoca",
    "dress": """
        dress princes prinzessin principess queen konigin reine. reina. regina. rainha ballerina
        bailarina bride braut. mariee novia noiva sposa. diva ballgown actress schauspielerin
        actrice actriz attrice atriz fairy fee. hada. fata. fada. gala. opera""",
    "sundress": """
        summer sommer verano verao beach strand. plage playa spiaggia praia holiday urlaub
        vacanc vacacion vacanz ferias hippie""",
    "sporty": """
        sport coach runner laufer coureu corredor athlet atlet football fussball futbol futebol
        calcio calciat soccer tennis tenis basketball baloncesto fitness gym yoga cyclist
        radfahr ciclist swimmer schwimm nageu nadador nuotator trainer entrenador allenator
        treinador skate dumbbell marathon maraton volleyball boxer climber dancer tanzer danseu
        deport esport""",
    "superhero": """
        superhero superheld superher supereroe super_hero""",
    "gi": """
        karate judo aikido taekwondo martial kampfkunst kampfsport jiu_jitsu kung_fu ninja
        sensei dojo arts_martiaux artes_marciales arti_marziali artes_marciais""",
    "gown": """
        wizard witch. zauber hexe. magician magier magicien sorcier brujo bruja hechicer mago.
        maga. strega bruxo bruxa graduat absolvent diplome licenciad laureat formand judge
        richter juge. juez giudice juiz""",
    "kimono": "kimono geisha samurai sushi japan",
    "coat": "detectiv detektiv polar. arctic winter hiver invierno inverno",
    "hoodie": """
        software developer entwickler developp desarroll sviluppat desenvolved programm coder
        coding hacker gamer gaming streamer youtub rapper student studier etudiant estudiant
        estudante skater""",
    "jacket": """
        rock. rocker biker motorrad motard motociclist guitar gitarr guitarr chitarr musician
        musiker musicien musico musicist dj. punk singer sanger chanteu cantant cantor""",
    "jumper": """
        teacher lehrer enseignant maitre. maitresse profesor maestr insegnant fisher fischer
        pecheu pescador sailor seemann marin. grandma grandpa oma. opa. knit writer
        schriftsteller ecrivain escritor scrittor author autor auteur poet librarian
        bibliothek bibliotec""",
    "shirt": """
        waiter waitress kellner serveu camarer camerier garcom garcon photographer fotograf
        photographe designer grafik graphi disenador""",
    "overalls": """
        farmer bauer. bauerin landwirt agricult fermier granjer contadin fazendeir gardener
        gartner jardin giardin carpenter schreiner tischler menuisier charpent carpinter
        falegnam marceneir plumber klempner plombier fontaner idraulic encanador builder
        bauarbeiter macon. albanil murator pedreir handwerker decorator""",
}  # fmt: skip

# Words of Chinese and Japanese, found anywhere in the text.
UNSPACED = {
    "jumpsuit": "宇航员 太空人 航天员 宇宙飛行士 机械师 整備士 飞行员 パイロット 工程师 エンジニア",
    "lab_coat": "医生 醫生 医師 医者 科学家 科學家 科学者 研究员 研究者 药剂师 薬剤師 教授",
    "scrubs": "护士 護士 看護師 外科 兽医 獣医 牙医 歯科医",
    "chef": "厨师 廚師 料理人 シェフ 面包师 パン屋 コック",
    "police": "警察 警官",
    "firefighter": "消防",
    "suit": "经理 經理 律师 律師 弁護士 社長 会社員 サラリーマン 老板 总裁 银行家",
    "dress": "公主 お姫様 プリンセス 新娘 花嫁 バレリーナ 芭蕾 女王",
    "sporty": "足球 サッカー 运动员 運動員 選手 教练 コーチ 篮球 テニス",
    "superhero": "英雄 ヒーロー",
    "gi": "空手 柔道 武术 功夫 武道 忍者",
    "gown": "巫师 魔法 魔術師 毕业 卒業 法官 裁判官",
    "kimono": "和服 着物 芸者 武士",
    "coat": "侦探 偵探 探偵",
    "hoodie": "程序员 程式設計 プログラマー 学生 學生 ゲーマー 开发者 開発者",
    "jacket": "摇滚 ロック 吉他 ギタリスト 音乐家 ミュージシャン 歌手",
    "jumper": "老师 老師 教師 作家",
    "shirt": "摄影师 写真家 服务员 ウェイター",
    "overalls": "农民 農民 农夫 農夫 園丁 园丁 庭師 木匠 大工",
}

# What each garment of clothes.garment.GARMENTS is made as; the collar decides where no garment
# was told, and between cuts of one.
WORN = {
    "suit_tie": "suit",
    "suit": "blazer",
    "jacket": "jacket",
    "shirt": "shirt",
    "hoodie": "hoodie",
    "dress": "evening_dress",
    "bare": "off_shoulder",
    "jumper": "pullover",
    "t-shirt": "casual",
}
CUTS = {
    ("jumper", "high"): "jumper",
    ("jacket", "high"): "zip_jacket",
    ("t-shirt", "v"): "v_neck",
    ("dress", "v"): "dress",
    (None, "v"): "v_neck",
    (None, "high"): "jumper",
    (None, "shirt"): "shirt",
    (None, "lapels"): "blazer",
    (None, "hood"): "hoodie",
    (None, "bare"): "straps",
}


def choose_outfit(title: str) -> str | None:
    """The outfit that a title asks for; None where it tells nothing."""
    return _telling(title)


def outfit_as_seen(garment: str | None, collar: str | None, *, scarf: bool = False) -> str:
    """The outfit that comes nearest to the garment and collar of a photo (selfie.clothes.garment);
    "casual", which is plain, where neither was seen; under a scarf a jacket is closed."""
    if scarf and garment == "jacket":
        return "zip_jacket"
    told = garment if garment in WORN else None
    return CUTS.get((told, collar)) or WORN.get(told, "casual")


def _telling(text: str) -> str | None:
    """The outfit of the first telling word of a text."""
    whole = unicodedata.normalize("NFKC", text)
    for outfit, known in UNSPACED.items():
        if any(word in whole for word in known.split()):
            return outfit
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    spoken = re.findall(r"[a-z]+", folded)
    entries = [(outfit, stem) for outfit, stems in WORDS.items() for stem in stems.split()]
    line = f" {' '.join(spoken)}"
    for outfit, stem in entries:
        if "_" in stem and f" {stem.replace('_', ' ')}" in line:
            return outfit
    for word in spoken:
        for outfit, stem in entries:
            if word == stem[:-1] if stem.endswith(".") else word.startswith(stem):
                return outfit
    return None
