/** How a language of the seeded desk speaks; words stand in the order of how common they are. */
export interface Language {
  readonly code: string
  /** Out of a hundred messages. */
  readonly share: number
  readonly greeting: string
  readonly closing: string
  readonly words: readonly string[]
  /** Of these the rare words are made; a script without spaces has none. */
  readonly syllables: readonly string[]
  readonly space: string
}

const list = (text: string): string[] => text.trim().split(/\s+/)

const latin = list(
  'ka lo mi ran tes vi do ber sal nor gra li pen tor eva mun dis hol qua rin fe zan wi ost pra',
)

export const languages: readonly Language[] = [
  {
    code: 'en',
    share: 46,
    greeting: 'Hello',
    closing: 'Kind regards',
    space: ' ',
    syllables: latin,
    words:
      list(`the I my phone to and a is not it you since for on have but with working please was this we number
      contract that plan invoice still line no me your again connection can day would customer email they when account
      after be order call yesterday been which router from only new charge help one month old what time told could
      card signal at never monday because refund office two device support week says screen change delivery before
      nobody password bill internet slow house waiting text technician answered address street received wrong
      cancel moved payment activated twice price battery promised letter error website daughter mother manager
      porting roaming voicemail replacement friendly honest thank happy urgent broken cable light red box`),
  },
  {
    code: 'de',
    share: 16,
    greeting: 'Guten Tag',
    closing: 'Mit freundlichen Grüßen',
    space: ' ',
    syllables: [...latin, 'schau', 'heim', 'burg', 'ung'],
    words:
      list(`die ich der das und nicht mein ist seit Telefon zu den habe es mit für ein auf Sie Vertrag wir
      Rechnung aber noch immer eine bitte von Anschluss im dem auch wurde wieder keine Nummer Router dass nur schon
      Tarif Gerät Internet Störung kein gestern mir als nach Monat sich Woche hat Kunde bei Hilfe funktioniert geht
      zweimal Betrag Lieferung Techniker warten Adresse Kündigung Umzug Leitung langsam Häuser Wohnung Passwort
      Gutschrift versprochen niemand Antwort Montag Büro Schreiben falsch Erstattung freundlich dringend kaputt`),
  },
  {
    code: 'sv',
    share: 10,
    greeting: 'Hej',
    closing: 'Vänliga hälsningar',
    space: ' ',
    syllables: [...latin, 'sjö', 'gård', 'berg', 'ning'],
    words:
      list(`jag och det inte min är att telefonen på en med har för som ni sedan till men av abonnemang vi
      fakturan fortfarande ingen om igen så den nummer när kan bara mig router efter från varit fel igår månad
      bredband avtal hjälp fungerar långsamt tekniker väntar adress flyttar uppsägning lösenord betalat två gånger
      återbetalning lovade svarar måndag kontor brev vänlig brådskande trasig uttag kabel räkning kund ärende`),
  },
  {
    code: 'es',
    share: 10,
    greeting: 'Buenos días',
    closing: 'Un saludo',
    space: ' ',
    syllables: [...latin, 'cion', 'mos', 'dad'],
    words: list(`el la de no mi teléfono que y a en es un desde con por me para factura pero se los una línea
      contrato sigue muy sin ya número lo ha internet su ayer router otra vez mes tarifa funciona cuando nadie
      semana cliente pedido ayuda lento técnico espero dirección mudanza cancelar contraseña cobro dos devolución
      prometido respuesta lunes oficina carta incorrecta urgente amable rota cable casa instalación pantalla`),
  },
  {
    code: 'fr',
    share: 8,
    greeting: 'Bonjour',
    closing: 'Cordialement',
    space: ' ',
    syllables: [...latin, 'tion', 'eau', 'ment'],
    words:
      list(`le je de mon téléphone ne pas la et est à depuis un les pour vous facture mais que une ligne avec
      toujours en contrat sur plus sans numéro ce déjà internet hier box encore mois forfait fonctionne quand personne
      semaine client commande aide lent technicien attends adresse déménagement résilier mot passe prélèvement deux
      remboursement promis réponse lundi bureau lettre erreur urgent aimable cassé câble maison écran réseau`),
  },
  {
    code: 'ar',
    share: 6,
    greeting: 'مرحبا',
    closing: 'مع التحية',
    space: ' ',
    syllables: list('با تو مي لا را سي نو كا دي فا حم ري'),
    words:
      list(`لا في هاتفي من يعمل منذ على الفاتورة إلى الخط أنا العقد ولكن رقم مع الإنترنت أمس شكرا الشهر هذا
      مرة أخرى لم الجهاز أريد تغيير بطيء الفني انتظر العنوان إلغاء كلمة المرور استرداد وعد جواب المكتب رسالة خطأ
      عاجل لطيف مكسور البيت الشاشة الشبكة المكالمة الخدمة العميل الطلب`),
  },
  {
    code: 'zh',
    share: 4,
    greeting: '您好',
    closing: '谢谢',
    space: '',
    syllables: [],
    words:
      list(`我的 电话 不能 使用 从昨天 开始 请 帮助 账单 有误 合同 号码 网络 很慢 路由器 坏了 技术员 没有来
      地址 搬家 取消 密码 退款 答应 回复 办公室 信件 错误 紧急 友好 线路 套餐 更换 手机 信号 等待 两次 客户 订单`),
  },
]
