#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// Fields with which a program describes itself, as in
/// ("name" "mutt" "version" NIL).
using IdFields =
    std::vector<std::pair<std::string, std::optional<std::string>>>;

/// id-params-list = "(" [string SP nstring *(SP string SP nstring)] ")" / nil
///                                                         RFC 2971 §4
IdFields read_id_fields(Cursor& in);
void write(Writer& out, const IdFields& fields);

} // namespace imap
