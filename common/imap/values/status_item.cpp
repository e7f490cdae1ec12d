#include "common/imap/values/status_item.hpp"

#include "common/imap/limits.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

#include <array>

namespace imap {

namespace {

constexpr std::array<std::string_view, 7> names{
    "MESSAGES", "RECENT",  "UIDNEXT", "UIDVALIDITY",
    "UNSEEN",   "DELETED", "SIZE"};

constexpr std::string_view a_status_item =
    "a STATUS item such as MESSAGES or UIDNEXT";

} // namespace

std::string_view name(StatusItem item) {
    return names.at(static_cast<std::size_t>(item));
}

std::optional<StatusItem> find_status_item(std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names.at(i) == name) return static_cast<StatusItem>(i);
    return std::nullopt;
}

std::vector<StatusItem> read_status_items(Cursor& in) {
    std::vector<StatusItem> items;
    in.expect('(');
    do {
        const auto start = in.offset();
        const auto item = find_status_item(in.word(a_status_item));
        if (!item) in.fail_at(start, a_status_item);
        if (item) items.push_back(*item);
        in.allow(items.size(), limits::list, "STATUS items");
    } while (in.eat(' '));
    if (!in.eat(')')) in.fail("a space or )");
    return items;
}

void write(Writer& out, const std::vector<StatusItem>& items) {
    auto list = out.list();
    for (const auto item : items) list.next() << name(item);
}

} // namespace imap
