"""neomutt: the same as for mutt, from which it comes."""

import mutt
from mail_server import main


class Neomutt(mutt.Mutt):
    program = package = "neomutt"
    other_folder = "New mail in +Homes"


if __name__ == "__main__":
    main()
