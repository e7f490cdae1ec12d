#pragma once

#include "common/imap/values/flags.hpp"
#include "common/imap/values/sequence_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// A response code such as `[UIDNEXT 4]`, which a program can read; the text
/// behind it is for people. resp-text-code, RFC 3501 §7.1; RFC 5530 has more.
struct Code {
    std::string name;     ///< in capitals: "READ-WRITE"
    std::string argument; ///< everything after the space: "4"; may be empty
    bool operator==(const Code&) const = default;
};

// Each makes a code for a server to send.
Code capability_code(const std::vector<std::string>& capabilities);
/// PERMANENTFLAGS. `more` adds `\*`: a client may create keywords.
Code permanent_flags_code(const Flags& flags, bool more);
Code number_code(std::string_view name, std::uint32_t number);
/// RFC 4315 §3
Code append_uid_code(std::uint32_t uid_validity, std::uint32_t uid);
Code copy_uid_code(std::uint32_t uid_validity, const SequenceSet& from,
                   const SequenceSet& to);

// Each reads the argument of a code; nothing, or an empty value, if it is of
// another kind.
std::optional<std::uint32_t> number_of(const Code& code);
std::vector<std::string> capabilities_of(const Code& code);
struct PermanentFlags {
    Flags flags;
    bool more = false;
    bool operator==(const PermanentFlags&) const = default;
};
std::optional<PermanentFlags> permanent_flags_of(const Code& code);
/// The argument of COPYUID, or of APPENDUID, in which `from` is empty.
struct CopiedUids {
    std::uint32_t uid_validity = 0;
    SequenceSet from, to;
    bool operator==(const CopiedUids&) const = default;
};
std::optional<CopiedUids> copied_uids_of(const Code& code);

/// "[" resp-text-code "]"
Code read_code(Cursor& in);
void write(Writer& out, const Code& code);

} // namespace imap
