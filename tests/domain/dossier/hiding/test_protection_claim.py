"""What counts as telling of a claim to protection, for copies, letters and client papers alike."""

from __future__ import annotations

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.hiding.protection_claim import claim_numbers, claim_teller, tells_of_claim
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person

CLAIMS = """\
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
""".splitlines()
OTHERS = """\
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
寻求法律保护
在中国没人保护他的弟弟
德国的数据保护
An appeal under the Asylum Act must be lodged within 14 days.
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
The Court dismissed the argument drawn from the Refugee Convention.
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
the court's decision on the Refugee Convention in M.S.S.
Asylum and Immigration (Treatment of Claimants, etc.) Act 2004
She sought protection against dismissal.
the protection of the Republic
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
""".splitlines()


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_is_heard_in_every_language(text: str) -> None:
    assert tells_of_claim(text)
    assert tells_of_claim(text.upper())


@pytest.mark.parametrize("text", OTHERS)
def test_a_statute_or_a_body_is_no_claim(text: str) -> None:
    assert not tells_of_claim(text)


@pytest.mark.parametrize(
    "broken", ["his asy-\nlum", "inter-\nnational protection", "asy- lum", "asy\u00adlum", "asy\u00ad\nlum"]
)
def test_a_word_broken_at_the_end_of_a_line_is_read_whole(broken: str) -> None:
    assert tells_of_claim(broken)


def test_the_number_of_the_asylum_proceeding_tells_of_it() -> None:
    proceedings = (
        Proceeding(id="a", case_id="c", kind="asylum", forum="A tribunal", number="File A-0129"),
        Proceeding(id="b", case_id="c", kind="extradition", forum="A court", number="E-0330"),
    )
    numbers = claim_numbers(proceedings)
    for text in ("see A-0129", "see a\u20110129", "see A-\n0129"):
        assert tells_of_claim(text, numbers), text
        assert not tells_of_claim(text)
    assert not tells_of_claim("see E-0330 and A-01290", numbers)


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
    assert tells_of_claim("Asyltan left.")
    claims = "Asyl Moonharbour beantragte Asyl.", "He went to Asyl Harbour.", "Asyltan claims asylum."
    for text in claims:
        assert tells(text), text
    assert claim_teller((), ())("Asyl Moonharbour")
