// Texts of messages, names of files and names of folders may be any octets.
#include "common/framing/advert.hpp"
#include "common/framing/text.hpp"
#include "common/framing/utf7.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/folder_name.hpp"
#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mailbox/maildir/file_name.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>

using fuzz::require;

namespace {

void check_message(std::string_view octets) {
    const auto text = mail::advert_text(octets);
    require(text.size() <= mail::limits::subject_octets, "a text is bounded");
    require(text.find_first_of("\r\n") == text.npos, "a text is one line");
    if (octets.size() < 900 && !framing::find_fault(octets))
        require(mail::advert_text(framing::make_advert(octets, {})) == octets,
                "an advert has its text");
    const auto whole = mail::with_crlf(octets);
    require(mail::with_crlf(mail::for_disk(octets)) == whole,
            "the disk keeps every octet");
    require(octets.size() + mail::missing_crs(octets) == whole.size(),
            "the size is known before");
}

void check_file_name(std::string_view name) {
    const std::vector<std::string> keywords{"a", "", "$c"};
    const auto [base, marks] = mail::parse_file_name(name);
    require(name.starts_with(base), "a base is the start of its name");
    const auto flags = mail::flags_of(marks, keywords);
    const auto again = mail::marks_of(flags, keywords, marks);
    require(mail::flags_of(again, keywords) == flags, "flags are kept");
    require(std::ranges::is_sorted(again), "marks are in order");
}

void check_folder(std::string_view name) {
    const auto folder = mail::folder_name(name);
    if (!folder) return;
    require(mail::folder_name(*folder) == *folder, "a name stays itself");
    require(("/" + *folder + "/").find("/../") == std::string::npos &&
                folder->front() != '/' && !framing::find_fault(*folder),
            "no name leads out");
    const auto file = framing::encode_utf7(*folder);
    require(file && file->size() <= mail::limits::folder_name_octets,
            "a name is short enough for a disk");
    require(framing::decode_utf7(*file) == *folder, "a disk keeps a name");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string_view octets(reinterpret_cast<const char*>(data), size);
    check_message(octets);
    check_file_name(octets);
    check_folder(octets);
    return 0;
}
