#include "proto_server/imap/names.hpp"

#include "common/framing/text.hpp"
#include "common/framing/utf7.hpp"
#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/decode.hpp"

#include <algorithm>

namespace imap_server {

std::optional<std::string> decoded_name(const std::string& wire, bool utf8) {
    const bool ascii = std::none_of(wire.begin(), wire.end(), imap::is_8bit);
    return ascii && !utf8 ? framing::decode_utf7(wire) : wire;
}

std::string wire_name(const std::string& folder, bool utf8) {
    return utf8 ? folder : framing::encode_utf7(folder).value_or(folder);
}

std::optional<std::string> folder_or_no(const std::string& wire,
                                        Answer& answer) {
    auto name = decoded_name(wire, answer.enabled().utf8());
    if (!name)
        answer.no("a mailbox name is not modified UTF-7",
                  imap::Code{"CANNOT", {}});
    return name;
}

std::optional<std::string> new_folder_or_no(const std::string& wire,
                                            Answer& answer) {
    auto name = folder_or_no(wire, answer);
    if (!name || !framing::is_utf8(*name) || mime::is_composed(*name))
        return name; // the account says what else is wrong with it
    answer.no("letters and their accents are to be composed (Unicode's NFC)",
              imap::Code{"CANNOT", {}});
    return std::nullopt;
}

void open_or_no(
    const std::string& wire, const char* if_missing, Answer& answer,
    std::function<void(const std::shared_ptr<mail::Mailbox>&)> then) {
    using Opened = std::shared_ptr<mail::Mailbox>;
    const auto name = folder_or_no(wire, answer);
    if (!name) return;
    auto opened = answer.await<Opened>(
        [if_missing, &answer, then = std::move(then)](const auto& mailbox) {
            if (mailbox) return then(*mailbox);
            const auto& failure = mailbox.error();
            if (failure.kind != mail::Failure::Kind::missing)
                return answer.no(failure);
            answer.no(failure.what, imap::Code{if_missing, {}});
        });
    answer.account().open(*name, std::move(opened));
}

} // namespace imap_server
