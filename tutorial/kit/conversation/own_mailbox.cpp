#include "tutorial/kit/conversation/own_mailbox.hpp"

#include "common/transcript/parse.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"

#include <random>

namespace kit {

using namespace transcript;

std::string fresh_mailbox() {
    static const auto run = std::random_device()();
    static unsigned count = 0;
    return "idle-hands-" + std::to_string(run) + '-' + std::to_string(++count);
}

std::optional<std::string> remove_mailbox(const net::Address& server,
                                          const std::optional<TlsClient>& tls,
                                          const Names& names) {
    // The answer is NO when there is no such mailbox.
    static const auto conversation = parse("@protocol imap\n"
                                           "S: * OK ...\n"
                                           "C: r1 LOGIN <user> <password>\n"
                                           "S: ...\n"
                                           "S: r1 OK ...\n"
                                           "C: r2 DELETE <mailbox>\n"
                                           "S: ...\n"
                                           "S: r2 <done> ...\n",
                                           "removing <mailbox>");
    Player player(*conversation, Side::client, Cut{}, names);
    TcpConversation tcp(player, nullptr, tls);
    if (const auto why = why_failed(tcp.play_client(server, {})))
        return names.at("mailbox") + " may be left: " + *why;
    return std::nullopt;
}

} // namespace kit
