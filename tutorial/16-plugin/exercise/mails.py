"""The mails of exercise 16.1: a name, whether the rule fits, and the mail."""


def mail(sender, subject, text):
    return (f"From: {sender}\nTo: anna@mail.example.org\nSubject: {subject}\n"
            "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n\n"
            f"{text}\n")


PAP = "Pap <ads@pap.example>"
LAST = "T2 `x` $(y)"  # the Subject of the last mail
MAILS = [
    ("an advert", True, mail(PAP, "T2, calm", "On the second floor, 11e.")),
    ("an advert of the other site", True,
     mail("ads@seloger.example", "Two rooms", "In the 10e, with a view.")),
    ("an advert of a host of the site", True,
     mail("Pap <ads@mail.pap.example>", "A T2", "11e")),
    ("an advert in capital letters", True,
     mail("PAP <ADS@PAP.EXAMPLE>", "TWO ROOMS TO LET", "THE 10E")),
    ("an advert with a coded Subject", True,
     mail(PAP, "=?UTF-8?Q?T2_=C3=A0_louer?=", "Quiet, in the 11e.")),
    ("an advert for a T20", False, mail(PAP, "T20, calm", "11e")),
    ("an advert in the 12e", False, mail(PAP, "T2, calm", "In the 12e.")),
    ("house number 111e", False, mail(PAP, "T2, calm", "Rue 111e, in the 5e")),
    ("T2 in the text alone", False, mail(PAP, "Loft", "T2 in the 11e")),
    ("an answer to an advert", False, mail(PAP, "Re: T2, calm", "11e?")),
    ("an advert of pap.example.net", False,
     mail("ads@pap.example.net", "T2, calm", "11e")),
    ("an advert of notpap.example", False,
     mail("ads@notpap.example", "T2, calm", "11e")),
    ("an advert of papXexample", False,
     mail("ads@papxexample", "T2, calm", "11e")),
    ("a stranger whose name is an address", False,
     mail('"ads@pap.example" <x@cheat.example>', "T2, calm", "11e")),
    ("another advert", True, mail(PAP, LAST, "11e")),
]
