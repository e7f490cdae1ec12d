#include "proto_server/mailbox/folder_name.hpp"

#include "common/framing/text.hpp"
#include "common/framing/utf7.hpp"
#include "proto_server/mailbox/flags.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mail {
namespace {

std::string_view first_level(std::string_view name) {
    return name.substr(0, name.find(hierarchy_separator));
}

/// U+2028 and U+2029, which part lines and paragraphs. RFC 9755 §3
bool has_separator(std::string_view name) {
    return name.find("\xE2\x80\xA8") != name.npos ||
           name.find("\xE2\x80\xA9") != name.npos;
}

tl::unexpected<Failure> refuse(std::string why) {
    return fail(Failure::Kind::not_allowed, std::move(why));
}

} // namespace

Expected<std::string> folder_name(std::string_view name) {
    if (name.ends_with(hierarchy_separator)) name.remove_suffix(1);
    if (name.empty()) return refuse("a folder needs a name");
    if (name.find_first_of("*%\\.") != name.npos)
        return refuse("a folder's name has none of * % \\ and .");
    if (framing::find_fault(name) || has_separator(name))
        return refuse("a folder's name is UTF-8 without control characters");
    if (framing::encode_utf7(name)->size() > limits::folder_name_octets)
        return refuse("a folder's name has at most " +
                      std::to_string(limits::folder_name_octets) +
                      " octets in modified UTF-7");
    const auto separators = std::ranges::count(name, hierarchy_separator);
    if (static_cast<std::size_t>(separators) >= limits::folder_levels)
        return refuse("a folder's name has at most " +
                      std::to_string(limits::folder_levels) + " levels");
    if (name.front() == hierarchy_separator ||
        name.back() == hierarchy_separator || name.find("//") != name.npos)
        return refuse("a level of a folder's name is not empty");
    return with_inbox(name);
}

std::string with_inbox(std::string_view name) {
    std::string canonical(name);
    if (same_keyword(first_level(name), inbox))
        canonical.replace(0, inbox.size(), inbox);
    return canonical;
}

SpecialUse special_use(std::string_view name) {
    using enum SpecialUse;
    constexpr std::array<std::pair<std::string_view, SpecialUse>, 5> uses{
        {{"Archive", archive},
         {"Drafts", drafts},
         {"Junk", junk},
         {"Sent", sent},
         {"Trash", trash}}};
    const auto use = std::ranges::find(
        uses, name, [](const auto& known) { return known.first; });
    return use == uses.end() ? none : use->second;
}

bool is_below(std::string_view name, std::string_view parent) {
    return name.size() > parent.size() && name.starts_with(parent) &&
           name[parent.size()] == hierarchy_separator;
}

std::vector<std::string> parents_of(const std::string& name) {
    std::vector<std::string> parents;
    for (auto at = name.find(hierarchy_separator); at != name.npos;
         at = name.find(hierarchy_separator, at + 1))
        parents.push_back(name.substr(0, at));
    return parents;
}

bool is_user_name(std::string_view name) {
    return !name.empty() && name.size() <= limits::user_name_octets &&
           name.front() != '.' && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      (c >= '0' && c <= '9') ||
                      std::string_view("@+-_.").find(c) !=
                          std::string_view::npos;
           });
}

} // namespace mail
