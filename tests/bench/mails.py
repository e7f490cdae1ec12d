"""Makes Maildirs full of messages like those of a mailing list, the same each
time."""

import os
import random

FIRST = 1_700_000_000  # seconds: when the first was delivered

HEADER = """\
Return-Path: <list-bounces@lists.example.org>
Received: from mx{n}.example.org (mx{n}.example.org [192.0.2.{octet}])
	by mail.example.net (Postfix) with ESMTPS id {mark:016X}
	for <anna@example.net>; {date}
Received: from lists.example.org (localhost [127.0.0.1])
	by mx{n}.example.org (Postfix) with ESMTP id {mark:016x}; {date}
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=mail;
	h=date:from:to:subject; bh={mark:044x};
	b={mark:064x}
	 {mark:064x}
List-Id: Flats to let <flats.lists.example.org>
List-Post: <mailto:flats@lists.example.org>
Date: {date}
From: "Zoe Tenant {n}" <zoe{n}@example.org>
To: Flats to let <flats@lists.example.org>
Cc: Anna <anna@example.net>, bob@example.com
Subject: =?utf-8?q?Appartement_=C3=A0_louer?= {n}, {octet} m2, quiet court
Message-ID: <{mark:x}.{n}@example.org>
In-Reply-To: <{mark:x}.{before}@example.org>
References: <{mark:x}.1@example.org> <{mark:x}.{before}@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

"""
LINE = "Two rooms under the roof, sixth floor, no lift, but what a view.\n"


def message(number, lines):
    """Lines end with LF, as on disk."""
    chance = random.Random(number)
    header = HEADER.format(
        n=number, before=max(number - 1, 1), octet=chance.randint(1, 250),
        mark=chance.getrandbits(60),
        date=f"Mon, {number % 28 + 1} Apr 2024 10:{number % 60:02}:00 +0200")
    return header + LINE * lines


def fill(maildir, count, most_lines):
    """Makes the Maildir, with `count` messages of up to so many lines; one in
    ten is not seen."""
    for part in ("cur", "new", "tmp"):
        (maildir / part).mkdir(parents=True, exist_ok=True)
    folder = maildir / "cur"
    for number in range(1, count + 1):
        flags = "" if number % 10 == 0 else "S"
        path = os.path.join(
            folder, f"{FIRST + number}.M{number}P1.mail.example.org:2,{flags}")
        with open(path, "x", encoding="utf-8") as file:
            file.write(message(number, number * 7919 % most_lines + 1))
        os.utime(path, (FIRST + number, FIRST + number))


def deliver(maildir, name):
    """As another program does: a file in tmp that is renamed into new."""
    (maildir / "tmp" / name).write_text(message(1, 1))
    os.rename(maildir / "tmp" / name, maildir / "new" / name)
