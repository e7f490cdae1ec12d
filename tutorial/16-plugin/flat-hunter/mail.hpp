#pragma once

#include <string>

/// The fields of a mail that a rule is held against. Everything is in UTF-8.
struct Mail {
    std::string account, mailbox; ///< empty if it is not known
    std::string from, subject;
    std::string text; ///< of all parts that are text; HTML as it is
};

/// Reads a mail, or the first octets of one. Its words are decoded.
Mail read_mail(const std::string& source);
