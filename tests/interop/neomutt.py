"""neomutt: the same as mutt, in a program that has gone its own way."""

import mutt
from mail_server import main


class Neomutt(mutt.Mutt):
    program = package = "neomutt"


if __name__ == "__main__":
    main()
