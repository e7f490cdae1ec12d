#include "proto_client/imap/mailbox_list.hpp"

#include "common/framing/utf7.hpp"
#include "common/imap/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace imap_client {

bool ListedMailbox::can_be_opened() const {
    return std::none_of(attributes.begin(), attributes.end(),
                        [](const auto& attribute) {
                            return imap::same(attribute, "\\Noselect") ||
                                   imap::same(attribute, "\\NonExistent");
                        });
}

void list_mailboxes(
    ImapClient& client,
    std::function<void(const Result&, const std::vector<ListedMailbox>&)>
        on_listed) {
    client.send(imap::List{"", {"*"}}, [on_listed = std::move(on_listed)](
                                           const Result& result) {
        std::vector<ListedMailbox> all;
        if (result && result->ok())
            for (const auto& one : result->data) {
                const auto& data = std::get<imap::ListData>(one);
                all.push_back(
                    {framing::decode_utf7(data.mailbox).value_or(data.mailbox),
                     data.attributes});
            }
        on_listed(result, all);
    });
}

} // namespace imap_client
