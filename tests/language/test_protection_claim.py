"""What counts as telling of a claim to protection, for copies, letters and client papers alike."""

from __future__ import annotations

import pytest

from casebook.domain.base.name import Name
from casebook.domain.base.searched_form import SearchedForms
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.hiding.plain_letters import squeezed, unmasked
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.language.protection.protection_claim import ClaimTeller, claim_numbers, claim_teller

CLAIMS = """\
The inmate was visited by UNHCR.
The prisoner was visited by UNHCR.
U.N.H.C.R. registered him.
He asked to be protected.
RSD was concluded in May
He is a beneficiary of IP
He has SP status
USCIS has heard him
The RPD accepted his claim
basis of claim form
safe haven enterprise visa
subclass 866 visa
EAD in category c08
He is in the Dublin procedure
He is registered in Eurodac
Article 1A(2) was applied to the defendant
Article 9 of Directive 2013/32/EU lets the applicant remain
He lives at Pournara
section 95 support
The IPO interviewed him
A subsequent application was lodged
He lodged his claim on 29 January 2026
Ausweis F als vorläufig Aufgenommener
Er wurde beim BFA einvernommen
Das SEM hat entschieden
Das BVwG gab der Beschwerde statt
§ 60a AufenthG
Niederlassungsbewilligung § 25 Abs. 2 AufenthG
im Ankerzentrum untergebracht
Le CGRA l'a entendu
Il loge en CADA
centro de acogida para solicitantes
La OAR le citó
CAS della Prefettura
progetto SAI
modello C3 in Questura
De IND heeft hem gehoord
Migrationsverket granted him a permit
Göç İdaresi onu mayısta dinledi
GİGM onu dinledi
свидетельство о рассмотрении ходатайства по существу
Управление Верховного комиссара
Ол қашқын мәртебесін алды
Оған пана берілді
БЖКБ оны тіркеді
ئۇ مۇھاجىر سالاھىيىتى ئالدى
ئۇ قاچاق دەپ ئېتىراپ قىلىندى
ب د ت مۇساپىرلار ئالىي كومىتېتى
入境處確認他的聲請
他的申请仍在移民局审理
a s y l u m
a.s.y.l.u.m.
his аsylum
asvlum
asyium
asy1um
assylum
refuqee
refugce
retugee
ａｓｙｌｕｍ
the prisoner was seen by UNHCR
RSD is pending
the decision on his status is pending before the Service
he may remain under Article 9 of Directive 2013/32/EU
Aufenthaltserlaubnis nach § 25 Abs. 2 Satz 1 AufenthG
Abschiebehindernis nach § 60 Abs. 5 AufenthG
Ankunftszentrum Berlin
Fiktionsbescheinigung
EOIR case pending
A-No. A123-456-789
Alien registration number
section 95 support
He lives in a reception centre for applicants.
centre d'accueil CADA
un visa humanitaire
L'audience devant la Cour nationale du droit d'asile
Elle a obtenu le statut
the RPD hearing
his Basis of Claim form
an H&C application
He showed a UN certificate.
He has been recognised in Sweden.
He asked Germany for protection of his family.
He asked Germany for protection against torture.
Under section 3 Germany offered him protection.
He told the police he wanted protection.
Er bat um Schutz seiner Familie.
Il demande la protection de la France pour ses enfants.
через адвоката он попросил защиты
He was granted protection by the court of Rome.
德国保护他及其财产
He has no effective protection in Germany.
Asylkandidat
Erstasylverfahren
kirkeasylet
des Kirchenasyls
Asylgericht
Kirchen-Asyl
His appeal under the International Protection Act 2015
He asked Germany to protect him.
He is seeking the protection of Germany.
He enjoys protection in Germany.
He was given protection by Turkey.
Er hat in Deutschland Schutz beantragt.
Er genießt Schutz.
Er steht unter dem Schutz Deutschlands.
他寻求德国的保护。
请求德国保护
他在土耳其受保护
请求给予保护
was denied protection
His protection in Cyprus was ended.
Her protection has been withdrawn.
She lost her protection.
the protection of the Federal Republic of Germany
the protection of the German authorities
la protection de la France
la protection de l’Allemagne
Elle bénéficie de la protection
Il a obtenu une protection
la protección de España
goza de protección
la protezione della Germania
gode di protezione
защита в Германии
Он попросил защиты.
Almanya'da koruma altında
koruma talep etti
Ablehnung nach § 30 AsylG.
Verfahren nach dem AsylG läuft
The Refugee Board heard the applicant on 3 May.
An action under the Asylum Act was lodged.
The Refugee Board remitted the matter.
The Refugee Board sat on 3 May 2024.
By order dated 3 May 2026, made under section 3 of the Asylum Act, removal was stayed.
Le recours devant le Haut Commissariat pour les réfugiés
难民署受理
The decision of the Refugee Board is under appeal.
The Refugee Board dismissed the appeal.
By decision of 3 May under section 3 of the Asylum Act the appeal was dismissed.
The client applies under the Asylum Act.
He was told that one applies under the Asylum Act.
The applicant's application to the Refugee Board
The applicant’s appeal to the Refugee Board
Klage nach § 74 AsylG
Bescheid nach § 3 AsylG
an appeal under the Asylum Act is pending
He was granted protection in Germany.
They granted her protection.
has asked the German authorities for protection
She sought protection against persecution.
他在德国寻求保护
尋求保護
Er bat die Behörden um Schutz.
Er bat die deutschen Behörden in Berlin um Schutz.
He filed an I-589.
the I-589 application
Asyl
Er beantragte Asyl.
Asylbewerber
Asylsuchende
Asylverfahren
Asylgesuch
Kirchenasyl
Folgeasylantrag
asylsøker
asylsökande
asylansøgning
asylsøknad
asylum-seeker
Asylant
Asylakte
Asylunterlagen
Asylbegehren
Asylkanzlei
asylskäl
asylet
he requested protection on arrival
his protection application being open
Form I‑589
Er bat um Schutz.
Sie ersuchte um Schutz.
his protection interview
sought the protection of the Republic
il a demandé la protection
pidió protección
请求保护
UNHCR-registered
His application for protection was refused on 3 May 2024.
He sought protection in Cyprus.
She asked for protection at the airport.
a protection visa
recognised by UNHCR
a credible fear interview
Er hat um Schutz ersucht.
demande de protection
solicitud de protección
ходатайство о международной защите
uluslararası koruma başvurusu
He claims asylum.
She is a refugee.
subsidiary protection
demande de protection internationale
reconnu réfugié
la réfugiée
qualité de réfugié
Antrag auf internationalen Schutz
Flüchtling
Flüchtlingseigenschaft
Asylantrag
protección internacional
refugiado
solicitante de asilo
protezione internazionale
asilo
ходатайство о предоставлении убежища
αίτηση ασύλου
διεθνή προστασία
πρόσφυγας
των προσφύγων
庇护申请
庇護
难民
難民身分
I am held here while my own claim is looked at.
政治避难
避難
亡命を申請した
subsidiären Schutz
subsidiärer Schutz
humanitarian protection
withholding of removal
a protection claim
She applied for protection in May.
беженец
беженка
беженцы
پاناھلىق
طلب لجوء
لاجئ
iltica
mülteci
sığınma
asiel
vluchteling
azyl
uchodźca
སྐྱབས་བཅོལ
His claim under the Asylum Act was heard.
Sein Antrag nach dem Asylgesetz wurde abgelehnt.
He was heard by the Immigration and Refugee Board, whose decision is of May.
She has subsidiary  protection.
Form I-589
国际保护申请
國際保護
He was registered with UNHCR in May.
UNHCR registration
Anhörung beim BAMF
Schutzgesuch
The Refugee Convention hearing of his appeal
Refused under the Refugee Convention
He fled to Germany and asked to be allowed to stay because he fears persecution.
He lodged an application to remain on humanitarian grounds.
He is an asylum-seeker.
He sought sanctuary in Germany.
He sought refuge in Germany.
She took refuge in Turkey and lodged her file with the migration office.
Her interview at the Migration Department took place on 3 May.
He was given leave to remain.
He has humanitarian leave.
He holds a residence permit as a person in need of protection.
He is a beneficiary of protection.
His application for protection was lodged on arrival.
Protection has been sought by him.
His BIA appeal is pending.
He has been in the protection procedure since 2024.
He holds a protection number.
His claim before the International Protection Office
His interview at the Migration Office about his fear of return took place on 3 May.
He holds a Geneva Convention travel document.
He holds a blue travel document under the 1951 Convention.
He was recognised under the 1951 Convention.
non-refoulement was raised in his own application to the Migration Board
He is a Convention refugee
He received a positive decision from the Migration Agency on his need of protection.
He was screened by UNHCR.
He was found by UNHCR to be in need of protection.
He has a UNHCR paper.
He approached UNHCR in Ankara.
UNHCR has opened a file for him.
His file at the UNHCR
He has temporary protection in Turkey.
He is under temporary protection.
He has a conditional refugee card
He asked not to be sent back and to be protected by Germany.
Germany took him in.
Germany granted him humanitarian status.
He holds a Duldung.
subsidiary status was granted
The Home Office recognised him as being at risk.
He has applied for withholding.
Er hat einen Asylantrag gestellt.
Er ist Asylbewerber.
Er ist Asylwerber.
Er ist als Flüchtling anerkannt.
Er hat subsidiären Schutz.
Er ist schutzberechtigt.
Er ist subsidiär Schutzberechtigter.
Er ist Schutzsuchender.
Er hat Schutzstatus.
Die Schutzgewährung durch Deutschland
Das Schutzbegehren des Verfolgten
Sein Schutzersuchen ist anhängig.
Abschiebungsverbot nach § 60 Abs. 5 AufenthG wurde festgestellt.
Das Bundesamt für Migration und Flüchtlinge hat ihn angehört.
Er wurde beim Bundesamt angehört.
Er hat beim Bundesamt einen Folgeantrag gestellt.
Er besitzt eine Aufenthaltsgestattung.
Er besitzt einen Reiseausweis für Flüchtlinge.
Er hat einen blauen Pass.
Er floh nach Deutschland und bat um Aufnahme.
Er hat Zuflucht in Deutschland gesucht.
Er beruft sich auf Art. 16a GG.
Ihm wurde die Flüchtlingseigenschaft zuerkannt.
Il a déposé une demande d'asile.
Il est demandeur d'asile.
Il bénéficie d'une protection en France.
Il est placé sous la protection de l'OFPRA.
Il a obtenu le statut de réfugié.
Il est bénéficiaire de la protection subsidiaire.
Sa demande devant la Cour nationale du droit d'asile
Il a demandé à la France de le protéger.
Il a trouvé refuge en France.
Il est titulaire d'une attestation de demande.
Il a été reconnu réfugié.
Elle est réfugiée.
Elle a sollicité l’asile.
Solicitó asilo en España.
Es solicitante de asilo.
Ha solicitado refugio en México.
Pidió refugio.
Pidió la protección de España.
Goza de la protección de España.
Se acogió a la protección del Estado español.
Es beneficiario de protección.
Tiene la condición de refugiado.
Tiene tarjeta roja de solicitante
Ha chiesto asilo in Italia.
È richiedente asilo.
Ha presentato domanda di protezione.
È titolare di protezione speciale.
Gli è stato riconosciuto lo status di rifugiato.
Ha trovato rifugio in Italia.
La Commissione territoriale lo ha sentito.
È titolare di permesso per protezione.
Türkiye'ye sığındı.
Türkiye'den sığınma talep etti.
Sığınmacıdır.
Sığınma başvurusu var.
İltica etti.
Uluslararası korumaya başvurdu.
Şartlı mülteci statüsü var.
Geçici koruma altındadır.
Geçici koruma kimlik belgesi
Göç İdaresi'ne koruma için başvurdu.
İkincil koruma verildi.
Он попросил убежища в Германии.
Он беженец.
Ей предоставлено временное убежище.
Он получил дополнительную защиту.
Он ищет защиты в Германии.
Он находится под защитой Германии.
Он обратился в УВКБ ООН.
Он состоит на учёте в УВКБ.
Он имеет статус лица, нуждающегося в защите.
Он просил политического убежища.
Он нашёл приют в Германии.
ходатайство о предоставлении статуса беженца
ищущий убежище
他在德国申请了庇护。
她寻求政治庇护。
他是难民。
他在土耳其获得难民身份。
他向联合国难民署登记。
他申请了国际保护。
他在联合国难民署注册。
他请求德国政府收容。
他请求德国给予保护。
他在德国得到了保护。
他受德国保护。
他投靠德国。
他在德国寻求避难。
他在德国申请“政治避难”。
他申请了人道主义居留。
他已递交保护申请。
保护申请正在审理中。
他的庇护案
他想留在德国，已递交难申。
他在办难民。
他办了政庇。
他的政庇案正在审理。
他拿了庇护绿卡。
他申请了反酷刑公约保护。
他暂缓遣返。
他的补充保护身份
他获辅助性保护。
他在德国申請庇護。
他向德國尋求庇護。
他是尋求庇護者。
他申請免遣返保護。
他提出免遣返聲請。
他提出了酷刑聲請。
non-refoulement claim in Hong Kong
He made a torture claim.
He holds a recognizance form as claimant
È rifugiato.
Ha lo status di rifugiato in Italia.
I rifugiati
Lo statuto di rifugiato
Vluchteling
flyktning
uprchlík
Flüchtling in Deutschland
geflüchtet
Er ist als Geflüchteter in Deutschland.
Er ist Geflüchteter.
He is stateless and recognised
He is seeking refuge here.
He found refuge in Canada.
political refuge
refugee status was refused
Bescheid des BAMF vom 3. Mai
Bescheid des Bundesamtes vom 3. Mai 2025
Anhörung beim Bundesamt am 3. Mai
subsidiär geschützt
internationaler Schutz
nationales Abschiebungsverbot
Schutzberechtigung
Schutzstatus
Schutzstatus in Deutschland
mülteciler
sığınmacı
sığındı
İltica
geçici koruma
geçici koruma kapsamında
Geçici Koruma Kimlik Belgesi sahibidir
ikincil koruma
koruma altında
Almanya'nın koruması altındadır
koruma statüsü
koruma başvurusu
дополнительная защита
временная защита
под защитой
статус беженца
политэмигрант
保护申请
补充保护
辅助保护
避难申请
难民申请
庇護申請
免遣返
酷刑聲請
收留
人道保护
人道主义保护
临时保护
国际保护
难民证
联合国难民署难民证
白卡
asylee
asylum
political asylum
granted withholding
Hong Kong recognizance paper
Er ist in Deutschland geduldet.
Er wurde geduldet.
seit 2024 geduldet
Geduldete
Temporary Protected Status
TPS holder
He holds TPS.
U visa
humanitarian parole
Protection visa subclass 866
He is on a bridging visa
protection finding
protection claims
protection applicant
protected person
He is a protected person in Canada.
He became a protected person.
PRRA application
pre-removal risk assessment
person in need of protection
He is in need of international protection
complementary protection
He was granted complementary protection.
temporary protection
Temporary Protection Identity Document
humanitarian visa
Form I-589 was filed
his A-file
asilo politico
asilado
asilado político
asilada
asilante
refugio
protección subsidiaria
estatuto de refugiado
réfugiée
débouté du droit d'asile
protection subsidiaire
protection temporaire
protégé subsidiaire
récépissé
OFPRA
CNDA
apatride
protezione speciale
protezione umanitaria
protezione temporanea
richiedente
убежище
убежища
вынужденный переселенец
پاناھلىق تىلىدى
پاناھلانغۇچى
ھىجرەت
panahliq tilidi
panahlanghuchi
siyasi panahliq
сиёсий панаҳлық
баспана
босқын
босқын мәртебесі
баш калка
качкын
качкын макамы
སྐྱབས་བཅོལ་བ
Dilmurat Osman è rifugiato in Italia dal 2024. Ha lo status di rifugiato.
Er hat Schutzstatus und ist subsidiär Schutzberechtigter.
Geçici koruma altındadır. Türkiye'ye sığındı.
Geçici Koruma Kimlik Belgesi
他的保护申请正在审理中。
AUFENTHALTSGESTATTUNG zur Durchführung
UNHCR has opened a file for him in Ankara.
Asylum claimed under the Act by Dilmurat Osman
selon la loi Dilmurat a demandé l'asile
Ha diritto d'asilo in Italia
Dilmurat bénéficie du droit d'asile
Both are beneficiaries of international protection
Dilmurat genießt Asylrecht
取得难民地位
UNHCR card 123
1951 Convention travel document
Dilmurat besitzt einen Ausweis nach der Genfer Flüchtlingskonvention
uluslararası koruma kararı verildi
""".splitlines()
OTHERS = """\
The applicant is a printer.
He was granted bail on 4 May 2026.
The application for a writ of habeas corpus was lodged on 16 March 2026.
Article 3 of the Convention gives absolute protection.
The protection afforded by Article 3 must be practical and effective.
Witness protection was refused to the printer's clerk.
The data protection officer replied on 4 May.
Police protection was withdrawn.
The request names the offence of fraud under Article 225 of the Criminal Law.
The Ministry of State Security asked for a red notice.
Interpol's Commission deleted the notice.
The assurance protects nobody in practice.
The State party must protect persons from torture.
The Constitution protects liberty.
He fled Yunlan in October 2021.
He escaped through a window.
He sought shelter from the rain in a shed.
The court refused an adjournment.
The status of the file is unknown.
The District Court heard him on 3 February 2026.
He applied for a passport at the consulate.
He holds a student visa.
His residence permit expires in June.
Refugee law does not govern extradition.
The Refugee Law 2000 is in force in Cyprus.
UNHCR's Guidance Note on Extradition is cited.
UNHCR Handbook, paragraph 42.
The Court held in Liu v. Poland that surrender would breach Article 3.
The treaty excludes political offences.
Political offences are not extraditable.
The return of Uyghurs from Egypt in 2017 is documented.
China's consulate asked for his return.
Returnees are interrogated at the airport.
Environmental protection bureau officers came with the police.
Consumer protection was the theme of the book.
The child protection service visited.
His lawyer asked for protective measures.
He wore protective glasses at the press.
The Law on the Protection of Personal Data applies.
Die Schutzschrift wurde eingereicht.
Der Schutz vor Folter ist absolut.
Das Schutzgelände war verschlossen.
Il demande la protection de sa vie privée.
受保护的证人
保护环境局
劳动保护
他逃离了云兰。
国家安全部
The guard asked him to sit.
The interview of the witness took place on 3 May.
Interim protection was ordered by the judge.
He was protected by a vest.
The officer recorded his statement.
Equal protection of the laws.
The law protects the secrecy of correspondence.
The notice asks the parents to persuade him to return.
Social protection payments ended.
Protection against double jeopardy is part of the law.
The Court's case law on diplomatic assurances protects against ill-treatment.
Human Rights Watch reported that Kazakhstan returned ethnic Kazakhs.
He had a safe in the shop.
ley de protección de datos de España
中国政府没有保护她
The assurance offers no real protection.
The treaty was signed by Germany for the protection of investments.
EU Agency for Asylum, China Country Focus, 3 May 2024
Nurasyl
Nurasylkyzy
Zhanasyl
Yerasyl
Yerasylov
Beisasyl
Asyldana
Asylgerey
Asylkeldi
Asylbala
Asylgazy
Asylkozha
Asylym
Asylmira
Asylya
Asylbiyke
Mr Asyl
Immigration and Refugee Board of Canada, Refugee Protection Division
European Convention on the Protection of Refugees
The protection of human rights in Germany
data protection in Germany
the German Federal Office for the Protection of the Constitution
the Witness Protection Act
He was granted a protection order in Germany.
She enjoys the equal protection of the law.
There is no protection in China.
The Chinese authorities offered no protection.
zum Schutz der Zeugen
Das Gericht hat zum Schutz der Zeugen entschieden.
право на защиту
Суд отклонил ходатайство защиты.
请求保护商业秘密
申请保护商标
在中国没人保护他的弟弟
德国的数据保护
Nach § 74 AsylG beträgt die Klagefrist zwei Wochen.
Asylgesetz vom 26. Juni 1998
the Asylum Act of 26 June 1998
Immigration and Refugee Board, Response to Information Request, 3 May 2024
The Asylum Act was amended in 2019.
see Refugee Convention, article 33
Asylbek left Ghulja.
Asylbekov
Asylkhan
Asylzhan
Asylgul
Asylay
Asylgulova
Asylbekova
Asylov
Vasyl
Асылбек
Under the Asylum Act a person may ask the court for a copy.
He asked for a protection order.
The court granted a protection order.
They applied for protection orders.
data protection
a request for protection of his personal data
She asked the court for protection against domestic violence.
申请保护令
请求保护个人信息
请求保护其个人信息
demande de protection des données
solicitud de protección de datos
room I 589
room I-589
Er bat um Schutz seiner Daten.
Er bat die Behörden um Schutz seiner persönlichen Daten.
The Refugee Convention applies.
Asylum and Immigration (Treatment of Claimants, etc.) Act 2004
She sought protection against dismissal.
Asylum Act, section 3
the Asylum Procedures Directive
Asylgesetz
United Nations High Commissioner for Refugees
Immigration and Refugee Board
the UN Refugee Agency
Haut Commissariat des Nations unies pour les réfugiés
UNO-Flüchtlingshilfswerk
联合国难民署
η προσφυγή και οι προσφυγές
consumer protection
Refugee Convention, article 33
the Refugee Convention forbids it
Convention relating to the Status of Refugees
the Geneva Convention
the Asylum and Immigration Act 2004
避难所
避難所
亡命之徒
They cited section 3 of the Asylum Act here. His brother was called to the police.
Data protection law applies to the request.
The data protection authority in Germany answered.
The protection of personal data in Germany is governed by the GDPR.
Germany has ratified the Convention for the Protection of Human Rights.
The applicant relies on the Convention for the Protection of Human Rights and Fundamental Freedoms.
The German authorities are bound by the protection of human dignity.
Article 6 gives the requested person the protection of a fair hearing.
The law offers no protection in China.
Lawyers in China have no protection.
China offers no protection to lawyers.
The Federal Constitutional Court granted protection of legitimate expectations.
Germany guarantees protection of property.
He enjoys the protection of the specialty rule.
Speciality protection would be lost.
He enjoys protection against double jeopardy.
The requested person enjoys protection against retrial.
The witness was granted protection by the police in Germany.
Human Rights Watch reported that refugees were returned from Thailand.
Amnesty International reported that Uyghur refugees were returned from Kazakhstan.
The report states that asylum seekers were deported to China in 2015.
The Human Rights Committee found a violation in a case of an asylum seeker returned to China.
In 2009 Cambodia returned twenty Uyghur asylum seekers.
Country report: Asylum seekers returned to China are detained.
UNHCR Handbook, paragraph 195.
UNHCR, Guidelines on International Protection No. 1.
Article 33 of the Refugee Convention prohibits refoulement.
Section 6 of the Asylum Act.
The Asylum Act 1998 was amended in 2015.
§ 60 AufenthG regelt das Abschiebungsverbot.
Art. 16a GG garantiert das Asylrecht.
Das Bundesverfassungsgericht zum Asylrecht
Die Auslieferung ist unabhängig vom Asylverfahren zu prüfen.
§ 6 Abs. 2 IRG
§ 6 AsylG: Verbindlichkeit asylrechtlicher Entscheidungen
Datenschutz-Grundverordnung
Der Schutz der Menschenwürde in Deutschland
Bundesamt für Verfassungsschutz
Der Verfassungsschutz in Deutschland
Schutz des Privatlebens
Rechtsschutz in Deutschland
Die Behörden gewähren effektiven Rechtsschutz
Der Schutz von Ehe und Familie steht ihm zu.
Mr Asyl said so.
Dear Asyl,
Asylzhan left.
Асыл уехала.
Asylum Road, London
La protection des données en France
La protection diplomatique de la France
La protection consulaire
La protection de l'enfance en France
Protección de datos en España
Ley de protección de datos
la protección de los derechos humanos en México
Kişisel Verilerin Korunması Kanunu
Tüketicinin korunması
koruma kararı verildi
Koruma tedbiri kararı verildi.
Çevre koruma
защита прав человека в Казахстане
Закон о защите персональных данных
защита адвокатом
Его защита просила суд отложить.
защита обвиняемого в Германии
中国没有法律保护。
环境保护部
个人信息保护法
德国的数据保护法
未成年人保护
对律师的保护
保护证人
国家保护文物
中国政府保护少数民族
国务院保护宗教信仰
The bank is under the protection of the receiver in Cyprus.
He asked the court for protection of his reputation.
He asked the police in Istanbul for protection from the callers.
The journalist's sources have protection in Germany.
The child was given protection by the Jugendamt.
Refugees are listed in the table of countries.
INTERPOL's refugee policy
INTERPOL Refugee Policy prohibits notices against recognised refugees.
The Commission applied the INTERPOL refugee policy.
Law No. 6458 on Foreigners and International Protection
Yabancılar ve Uluslararası Koruma Kanunu
Code de l'entrée et du séjour des étrangers et du droit d'asile
CESEDA, article L. 511-1
loi sur l'asile
Ley 12/2009, de 30 de octubre, reguladora del derecho de asilo y de la protección subsidiaria
D.lgs. 251/2007
Immigration and Refugee Protection Act, SC 2001, c 27
Art. 16a GG
INTERPOL Refugee Policy
""".splitlines()
OF_SOMEBODY = """\
Dilmurat Osman falls within the Refugee Convention.
Dilmurat Osman, UNHCR Ankara
Letter of UNHCR on Dilmurat Osman, no. 385-12C00123
UNHCR observes that Dilmurat Osman must not be returned.
Osman v Refugee Board
Osman v. Migration Board
Dilmurat’s status under the Geneva Convention
Dilmurat's residence permit is based on the Qualification Directive.
Dilmurats Aufenthalt beruht auf § 3 AsylG.
Termin beim Bundesamt für Migration und Flüchtlinge: Dilmurat Osman
Dilmurat: titre de séjour, art. L. 424-1 CESEDA
Dilmurat, sous mandat du HCR
ACNUR atendió a Dilmurat en Ankara.
Dilmurat gode della Convenzione di Ginevra.
Dilmurat Göç İdaresi'ne gitti.
Dilmurat 6458 sayılı Kanun kapsamında kalıyor.
Dilmurat'ın Cenevre Sözleşmesi
Дильмурат в УВКБ.
УВКБ ООН о Дилмурате
迪力木拉提去了难民署。
迪力木拉提，难民公约第一条
دىلمۇرات UNHCR
""".splitlines()
GRANTED = """\
Dilmurat wurde am 3. Mai 2024 geduldet.
He got withholding in 2024.
Dilmurat is on recognisance.
Germany took Dilmurat and took him in.
He was granted protection from violence by the Chinese State.
She asked Sweden for protection from violence by the Chinese police.
He enjoys protection from discrimination in Germany.
Dilmurat has protection against interference from China.
He sought protection against harassment by Chinese agents.
Dilmurat Osman has the protection of Article 3.
Legal protection was granted by the Migration Office in 2024.
Dilmurat enjoys legal protection.
Dilmurat hat in Italien Schutz vor Willkür gefunden.
Dilmurat kam zum Schutz vor China nach Italien.
Italien hat Dilmurat zum Schutz der Person aufgenommen.
Dilmurat erhielt rechtlichen Schutz in Italien.
Ma ochronę międzynarodową.
Dilmurat uzyskał ochronę uzupełniającą.
Dilmurat Osman jest objęty ochroną.
Dilmurat bénéficie de la protection contre les violences en Chine
Dilmurat bénéficie de la protection juridique de la France.
México otorgó a Dilmurat protección contra la violencia.
Dilmurat goza de protección jurídica de España.
Dilmurat ha ottenuto protezione giuridica in Italia.
Dilmurat hukuki koruma altında.
Дильмурату дана правовая защита в Италии.
迪力木拉提受意大利法律保护。
意大利给迪力木拉提法律保护。
""".splitlines()
"""Turns that otherwise tell of other protections."""
TURNS = """\
Legal protection in China is weak.
The diplomatic protection of nationals
protection against violence
The protection of Article 3 is absolute.
zum Schutz der Öffentlichkeit
Schutz vor Gewalt in der Ehe
La protection juridique des mineurs
ochrona danych osobowych
Судебная защита в Китае
中国没有司法保护。
""".splitlines()
DETENTION = """\
They punished him by withholding food.
They took me in a car.
The police took her in a white van to Ghulja.
They took me in the night.
The withholding of food lasted three days.
Withholding of medical care is torture.
The company's withholding agent
Sein Verhalten wurde geduldet.
Die Bewährung wurde geduldet.
Das ist nur subsidiär anwendbar.
Der subsidiäre Charakter der Untersuchungshaft
humanitarian grounds for bail
The bail was granted on humanitarian grounds because of his illness.
released on his own recognisance
recognizance of 5000 euro was entered
He paid protection money to officials.
protection racket
他在保护现场。
保护费
看守所收留审查
Защита подала жалобу.
Защита Османа подала апелляцию.
Richiedente: Repubblica popolare cinese
il richiedente lo Stato cinese
依法保护当事人合法权益
""".splitlines()
"""Sentences of files on detention and extradition."""
OSMAN = (Person(id="p", names=(Name(text="Dilmurat Osman", script="Latn"),)),)
QUALIFICATION = (
    "Directive 2011/95/EU on standards for the qualification of third-country nationals or stateless persons "
    "as beneficiaries of international protection, for a uniform status for refugees or for persons eligible "
    "for subsidiary protection, and for the content of the protection granted"
)
IN_DOUBT = """\
寻求法律保护
Asyl Nurlan testified.
Asyl said so.
Asyl's brother was detained.
I called Asyl on 3 May.
Asyl: I will come
Asel Asyl was detained in 2018.
Asyl wurde verhaftet.
Refugio Torres gave evidence.
该组织受到外国政府保护
The Chinese embassy stated that Germany gives protection to criminals.
The note verbale says that the suspect sought protection abroad.
the protection of the Republic
The Court dismissed the argument drawn from the Refugee Convention.
An appeal under the Asylum Act must be lodged within 14 days.
the court's decision on the Refugee Convention in M.S.S.
""".splitlines()
"""Of nobody's claim, but heard: a person releases it."""


@pytest.mark.parametrize("text", [*CLAIMS, *IN_DOUBT])
def test_a_claim_is_heard_in_every_language(text: str) -> None:
    assert ClaimTeller()(text)
    assert ClaimTeller()(text.upper())


@pytest.mark.parametrize("text", [*OTHERS, *TURNS, *DETENTION, QUALIFICATION])
def test_a_statute_or_a_body_is_no_claim(text: str) -> None:
    assert not ClaimTeller()(text)


@pytest.mark.parametrize(
    "broken", ["his asy-\nlum", "inter-\nnational protection", "asy- lum", "asy\u00adlum", "asy\u00ad\nlum"]
)
def test_a_word_broken_at_the_end_of_a_line_is_read_whole(broken: str) -> None:
    assert ClaimTeller()(broken)


def test_the_number_of_the_asylum_proceeding_tells_of_it() -> None:
    proceedings = (
        Proceeding(id="a", case_id="c", kind="asylum", forum="A tribunal", number="File A-0129"),
        Proceeding(id="b", case_id="c", kind="extradition", forum="A court", number="E-0330"),
    )
    numbers = claim_numbers(proceedings)
    for text in ("see A-0129", "see a\u20110129", "see A-\n0129"):
        assert ClaimTeller(numbers)(text), text
        assert not ClaimTeller()(text)
    assert not ClaimTeller(numbers)("see E-0330 and A-01290")


def test_recorded_names_tell_of_no_claim_but_a_word_for_asylum_does() -> None:
    people = (
        Person(id="p", names=(Name(text="Asyl Moonharbour", script="Latn"),)),
        Person(id="q", names=(Name(text="Asyltan Moonharbour", script="Latn"),)),
    )
    contacts = (
        Contact(id="d", name="Azylbek Starling", kind="doctor"),
        Contact(id="n", name="Asyl Harbour", kind="ngo"),
    )
    tells = claim_teller((), people, contacts)
    free = "Asyl Moonharbour was arrested.", "MOONHARBOUR, Asyl", "Asyltan left.", "Dr Azylbek saw her."
    for text in free:
        assert not tells(text), text
    assert ClaimTeller()("Asyltan left.")
    claims = "Asyl Moonharbour beantragte Asyl.", "He went to Asyl Harbour.", "Asyltan claims asylum."
    for text in claims:
        assert tells(text), text
    assert claim_teller((), ())("Asyl Moonharbour")


def test_each_sentence_that_tells_is_stated_once() -> None:
    page = "He left in May. His asy-\nlum claim is open. Data protection applies.\nHe sought refuge. He left."
    tells = claim_teller((), ())
    assert tells.sentences(page) == ("His asylum claim is open.", "He sought refuge.")
    assert tells.sentences(f"{page}\n\n{page}") == tells.sentences(page)
    assert tells.sentences("He left.") == ()


def test_a_long_sentence_is_stated_in_parts_that_hold_every_word_heard() -> None:
    long = f"{'he went on and ' * 30}claimed asylum {'and went on ' * 30}as a refugee of {'that place ' * 30}"
    first, second = claim_teller((), ()).sentences(long)
    assert "claimed asylum" in first
    assert "as a refugee" in second
    assert max(len(first), len(second)) < len(long) / 3


@pytest.mark.parametrize("text", GRANTED)
def test_a_turn_for_another_protection_tells_when_somebody_has_it(text: str) -> None:
    assert claim_teller((), OSMAN)(text)


OF_LIN = """\
The IPO interviewed Lin Zhiyuan on 4 May.
Das BFA hat Lin Zhiyuan am 4. Mai einvernommen.
Lin Zhiyuan ist vorläufig aufgenommen.
Bescheinigung über die Aussetzung der Abschiebung für Lin Zhiyuan
Lin Zhiyuan ئۇ مۇساپىر سالاھىيىتىگە ئېرىشتى
林志远持有行街纸。
""".splitlines()


@pytest.mark.parametrize("text", OF_LIN)
def test_papers_and_bodies_of_more_countries_tell_of_a_named_person(text: str) -> None:
    names = Name(text="Lin Zhiyuan", script="Latn"), Name(text="林志远", script="Hans")
    assert claim_teller((), (Person(id="p", names=names),))(text)


@pytest.mark.parametrize("text", OF_SOMEBODY)
def test_a_statute_or_body_beside_a_recorded_name_tells_of_a_claim(text: str) -> None:
    assert claim_teller((), OSMAN)(text)
    assert not claim_teller((), OSMAN)("Dilmurat Osman left Ghulja.")


@pytest.mark.parametrize("number", ["385-12C00123", "7654321-499", "K 4012345", "PR-004512"])
def test_a_body_beside_the_number_of_a_file_tells_of_a_claim(number: str) -> None:
    assert ClaimTeller()(f"UNHCR, {number}")
    assert not ClaimTeller()("UNHCR, Guidelines on International Protection No. 1, 2018-2019")


@pytest.mark.parametrize("text", [*OTHERS, *TURNS, QUALIFICATION])
def test_recorded_names_change_nothing_of_sentences_without_them(text: str) -> None:
    assert not claim_teller((), OSMAN)(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "I went to UNHCR in Ankara.",
        "The defendant falls within the Refugee Convention.",
        "Ich war beim Bundesamt für Migration und Flüchtlinge.",
        "Fui a ACNUR.",
        "Sono andato all'UNHCR.",
        "BMMYK'ya gittim.",
        "Я был в УВКБ.",
        "被请求引渡人适用难民公约",
        "UNHCR appointment slip",
    ],
)
def test_a_body_or_statute_beside_whoever_speaks_or_is_sought_is_heard(sentence: str) -> None:
    assert ClaimTeller()(sentence)


UNSEEN_OR_WRONG = [
    "asy\u200blum",
    "as\u2060ylum",
    "asy\u00ad\nlum",
    "a s y l u m",
    "a.s.y.l.u.m.",
    "U.N.H.C.R. saw him.",
    "his \u0430sylum",
    "asvlum",
    "asy1um",
    "assylum",
    "refuqee",
    "retugee",
]


@pytest.mark.parametrize("text", UNSEEN_OR_WRONG)
def test_words_with_unseen_parted_or_wrong_letters_are_heard(text: str) -> None:
    (sentence,) = ClaimTeller().sentences(text)
    assert squeezed(unmasked(sentence)) == squeezed(unmasked(text))


@pytest.mark.parametrize("text", ["He refused.", "a b c d e", "A. B. Smith", "\u0430 b"])
def test_words_like_those_of_claims_are_not(text: str) -> None:
    assert not ClaimTeller()(text)


def test_what_was_read_of_a_case_is_kept_for_a_few_cases_only() -> None:
    known = SearchedForms()
    for at in range(20):
        assert ClaimTeller([f"A-{at:04}"], known=known)("He claims asylum.")
        assert 0 < len(known.claims) <= 8
    known.clear()
    assert known.claims == {}
