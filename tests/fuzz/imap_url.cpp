// Any text is read as the URL of a mailbox, or refused with a sentence that can
// be shown. What was read can be printed and read again.
#include "proto_client/imap/imap_url.hpp"
#include "common/framing/text.hpp"
#include "tests/fuzz/input.hpp"

using fuzz::require;
using namespace imap_client;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto url = parse_imap_url(text);
    if (!url) {
        require(!framing::find_fault(url.error()), "the error can be shown");
        return 0;
    }
    require(is_imap_url(text), "what is read is a URL");
    require(!framing::find_fault(url->user + url->host + url->mailbox),
            "its parts are plain text");
    const auto again = parse_imap_url(print(*url));
    require(again && *again == *url, "it can be read again");
    require(!framing::find_fault(wire_name(url->mailbox)),
            "the mailbox can be sent");
    return 0;
}
