#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// What STATUS asks for: RFC 3501 §6.3.10; `deleted` and `size` are of
/// RFC 9051 §6.3.11.
enum class StatusItem : std::uint8_t {
    messages,
    recent,
    uid_next,
    uid_validity,
    unseen,
    deleted,
    size,
};

/// `UIDNEXT`
std::string_view name(StatusItem item);
StatusItem read_status_item(Cursor& in);

/// "(" status-att *(SP status-att) ")"   RFC 3501 §9
std::vector<StatusItem> read_status_items(Cursor& in);
void write(Writer& out, const std::vector<StatusItem>& items);

} // namespace imap
