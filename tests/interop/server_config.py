"""The configurations of private servers. They lie in the folder config, as a
Dovecot or a Postfix reads them; only what differs from run to run stands
between two @. What Dovecot 2.3 and 2.4 say alike is in dovecot.conf."""

from pathlib import Path

CONFIG = Path(__file__).resolve().parent / "config"


def filled_in(name, **facts):
    """The text of a file of config, with the value of each fact."""
    text = (CONFIG / name).read_text()
    for fact, value in facts.items():
        text = text.replace(f"@{fact}@", str(value))
    return text


def knows(version):
    """Whether `version`, a text like "2.4.1", can be configured here."""
    return version.startswith(("2.3.", "2.4."))


def in_words_of(version, mail):
    """The first numbers of a version; and the Maildir, in which "%u" stands for
    the user's name."""
    words = version[:3]
    return words, mail if words == "2.3" else mail.replace("%u", "%{user}")


def configuration(version, mail, tls, **facts):
    """The text of dovecot.conf for `version`; `mail` is the Maildir of a user,
    with "%u" for the name. `facts` are folder, user, group and port."""
    words, mail = in_words_of(version, mail)
    names = [f"dovecot-{words}.conf", "dovecot.conf"]
    if tls:
        names.append(f"dovecot-{words}-tls.conf")
    return "".join(filled_in(name, mail=mail, **facts) for name in names)


def delivery_configuration(version, maildir, folder):
    """The same for Dovecot's delivery agent, which delivers into `maildir`."""
    words, mail = in_words_of(version, str(maildir))
    return filled_in(f"delivery-{words}.conf", mail=mail, folder=folder)
