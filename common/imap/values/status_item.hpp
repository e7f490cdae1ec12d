#pragma once

#include <cstdint>
#include <optional>
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
/// The item of that name in capitals.
std::optional<StatusItem> find_status_item(std::string_view name);

/// "(" status-att *(SP status-att) ")"   RFC 3501 §9
std::vector<StatusItem> read_status_items(Cursor& in);
void write(Writer& out, const std::vector<StatusItem>& items);

} // namespace imap
