// Any octets are a message. Each part that its structure names can be fetched.
#include "proto_server/mime/limits.hpp"
#include "proto_server/mime/message.hpp"
#include "tests/fuzz/input.hpp"

using fuzz::require;

namespace {

std::size_t parts = 0;

void check(const mime::Message& message, const imap::BodyPart& part,
           std::vector<std::uint32_t>& numbers, bool is_message) {
    require(++parts <= 2 * mime::limits::parts, "there are not too many parts");
    require(numbers.size() <= mime::limits::depth, "nor too deep ones");
    const bool multipart = !part.parts.empty() && !part.envelope;
    if (is_message && !multipart) numbers.push_back(1);
    if (!(is_message && multipart)) { // else it has no number of its own
        const auto body = message.section({.part = numbers});
        // An empty multipart has a part, because the grammar asks for one.
        require(body || part.octets == 0, "each part can be fetched");
        if (body) require(body->size() == part.octets, "and has its size");
        (void)message.binary(numbers);
    }
    if (part.envelope) {
        check(message, part.parts.at(0), numbers, true);
    } else {
        for (std::uint32_t n = 0; n < part.parts.size(); ++n) {
            numbers.push_back(n + 1);
            check(message, part.parts[n], numbers, false);
            numbers.pop_back();
        }
    }
    if (is_message && !multipart) numbers.pop_back();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string_view octets(reinterpret_cast<const char*>(data), size);
    const mime::Message message(octets);
    parts = 0;
    std::vector<std::uint32_t> numbers;
    const auto structure = message.structure();
    check(message, structure, numbers, true);
    (void)message.envelope();
    (void)message.sent_on();
    (void)message.subject();
    (void)message.text_has("a");
    using Text = mime::Section::Text;
    const auto header = message.section({.text = Text::header});
    const auto text = message.section({.text = Text::text});
    require(header && text && header->size() + text->size() == octets.size(),
            "header and text are the message");
    return 0;
}
