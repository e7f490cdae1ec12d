#include "tutorial/kit/conversation/side_door.hpp"

#include "common/transcript/escape.hpp"
#include "common/transcript/parse.hpp"
#include "tutorial/kit/conversation/tcp_conversation.hpp"

namespace kit {

using namespace transcript;

namespace {

/// Plays a short conversation with the server. `names` gets the values of its
/// names.
PlayEnd talk(const net::Address& server, const std::string& text,
             Names* names = nullptr, const Trouble& trouble = {}) {
    const auto conversation = parse(text, "the side door");
    if (!conversation) return Impossible{print(conversation.error())};
    Player player(*conversation, Side::client, Cut{});
    TcpConversation tcp(player, nullptr);
    auto end = tcp.play_client(server, trouble);
    if (names) *names = player.names();
    return end;
}

} // namespace

std::optional<std::string> post_by_side_door(const net::Address& server,
                                             const std::string& text,
                                             std::size_t count,
                                             const Trouble& trouble) {
    std::string conversation = "S: * hello ...\n";
    for (; count > 0; --count)
        conversation += "C: post " + escape(text) + "\nS: ok ...\n";
    const auto end = talk(server, conversation, nullptr, trouble);
    if (const auto why = why_failed(end))
        return "!deliver could not post: " + *why;
    return std::nullopt;
}

std::optional<std::string> other_mailbox(const net::Address& server,
                                         std::uint32_t messages) {
    const auto count = std::to_string(messages);
    Names names;
    const auto end = talk(server, "S: * hello toy/1 <n> messages\n", &names);
    if (!std::holds_alternative<Passed>(end) || names["n"] == count)
        return std::nullopt;
    return "it begins with " + count +
           " messages, and the server says: * hello toy/1 " + names["n"] +
           " messages";
}

} // namespace kit
