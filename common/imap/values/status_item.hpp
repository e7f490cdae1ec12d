#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace imap {

class Cursor;
class Writer;

/// One item that STATUS asks for, RFC 3501 §6.3.10. `deleted` and `size` come
/// from RFC 9051 §6.3.11.
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
/// Returns the item with this name, which must be in capitals.
std::optional<StatusItem> find_status_item(std::string_view name);

/// "(" status-att *(SP status-att) ")"   RFC 3501 §9
std::vector<StatusItem> read_status_items(Cursor& in);
void write(Writer& out, const std::vector<StatusItem>& items);

} // namespace imap
