#pragma once

#include <string>

/// Messages for tests.
namespace mail_samples {

/// Returns `text` with CRLF as line ends.
inline std::string crlf(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

/// Returns a message with a text, a message of two parts, and a picture.
inline std::string nested() {
    return crlf("From: \"Dupont, Anne\" <anne@example.org>\n"
                "To: flats: bob@example.org, Chloe <chloe@example.org>;\n"
                "Subject: =?ISO-8859-1?Q?Deux_pi=E8ces?= near\n"
                " the river\n"
                "Date: Tue, 9 Jun 2026 09:00:00 +0200\n"
                "Message-ID: <1@example.org>\n"
                "Content-Type: multipart/mixed; boundary=\"outer\"\n"
                "\n"
                "This is the preamble.\n"
                "--outer\n"
                "Content-Type: text/plain; charset=utf-8\n"
                "Content-Transfer-Encoding: quoted-printable\n"
                "Content-Disposition: inline\n"
                "Content-Language: fr, en\n"
                "\n"
                "=C3=89tage 6=\n"
                ", no lift\n"
                "--outer\n"
                "Content-Type: message/rfc822\n"
                "Content-Description: what she wrote\n"
                "\n"
                "From: eve@example.org\n"
                "Subject: inner\n"
                "Content-Type: multipart/alternative; boundary=outer2\n"
                "\n"
                "--outer2\n"
                "\n"
                "plain\n"
                "--outer2\n"
                "Content-Type: text/html\n"
                "\n"
                "<b>html</b>\n"
                "\n"
                "--outer2--\n"
                "--outer\n"
                "Content-Type: image/png; name*=utf-8''caf%C3%A9.png\n"
                "Content-Transfer-Encoding: base64\n"
                "Content-ID: <pic@example.org>\n"
                "Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==\n"
                "Content-Location: http://example.org/pic\n"
                "\n"
                "iVBORw0K\n"
                "--outer--\n"
                "The epilogue.\n");
}

} // namespace mail_samples
