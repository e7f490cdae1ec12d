#pragma once

#include "proto_server/mailbox/flags.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mail {

/// The name of a message in a Maildir: "1700000000.M5P7.host:2,FS" has the base
/// "1700000000.M5P7.host", which never changes, and the marks "FS".
struct FileName {
    std::string_view base;
    std::string_view marks; ///< none without ":2,"
};

/// Refuses nothing: `base` is all that stands before the first colon.
FileName parse_file_name(std::string_view name);

/// Those of D F R S T, and the keywords of a to z; other letters tell nothing.
Flags flags_of(std::string_view marks,
               const std::vector<std::string>& keywords);

/// The marks for `flags`, in order, with the letters of `before` that are not
/// ours to change. A keyword that `keywords` does not have is left out.
std::string marks_of(const Flags& flags,
                     const std::vector<std::string>& keywords,
                     std::string_view before = {});

/// Returns the letters of a to z that no keyword of `keywords` has.
std::string letters_without_keyword(std::string_view marks,
                                    const std::vector<std::string>& keywords);

/// Returns a base (the part of a file name before the flags) that this host has
/// never used. It is made of the time, the process id, a counter and the name
/// of the host.
std::string new_base();

} // namespace mail
