#include "tutorial/kit/conversation/side_door.hpp"

#include "common/transcript/escape.hpp"
#include "common/transcript/parse.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"

using namespace transcript;

namespace {

/// The side door is a conversation too.
Outcome talk(const net::Address& server, const std::string& text) {
    const auto conversation = parse(text, "the side door");
    if (!conversation) return Impossible{print(conversation.error())};
    Player player(*conversation, Side::client, Cut{});
    TcpConversation tcp(player, nullptr);
    return tcp.play_client(server, {});
}

} // namespace

std::optional<std::string> post_by_side_door(const net::Address& server,
                                             const std::string& text) {
    const auto outcome = talk(server, "S: * hello ...\n"
                                      "C: post " +
                                          escape(text) +
                                          "\n"
                                          "S: ok ...\n"
                                          "C: quit\n"
                                          "S: ...\n"
                                          "S: ok ...\n");
    if (const auto why = trouble_of(outcome))
        return "!deliver could not post: " + *why;
    return std::nullopt;
}

std::optional<std::string> other_mailbox(const net::Address& server,
                                         std::uint32_t messages) {
    const auto count = std::to_string(messages);
    const auto outcome =
        talk(server, "S: * hello toy/1 " + count + " messages\n");
    const auto* mismatch = std::get_if<Mismatch>(&outcome);
    if (!mismatch || !mismatch->came ||
        !mismatch->came->text.starts_with("* hello toy/1 "))
        return std::nullopt;
    return "it begins with " + count +
           " messages, and the server says: " + mismatch->came->text;
}
