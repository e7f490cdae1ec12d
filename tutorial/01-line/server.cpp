// Step 3: a server that counts, reads and posts, for one client at a time.

#include "tutorial/01-line/conversation.hpp"
#include "tutorial/exercise/door.hpp"

#include <array>
#include <asio/buffer.hpp>
#include <asio/write.hpp>

using asio::ip::tcp;

// [serve]
void serve(tcp::socket client, Messages& messages) {
    Conversation conversation(messages);
    std::array<char, 1024> portion;
    asio::error_code error;
    asio::write(client, asio::buffer(conversation.hello()), error);
    while (!error && !conversation.finished()) {
        const auto size = client.read_some(asio::buffer(portion), error);
        if (error) break; // the client has closed, most often
        const auto replies = conversation.receive({portion.data(), size});
        asio::write(client, asio::buffer(replies), error);
    }
}
// [/serve]

int main(int argc, char** argv) {
    Messages messages{"Studio to let in the 5e", "Flat to rent in the 11e",
                      "Two rooms under the roof"};
    asio::io_context loop;
    tcp::acceptor door = open_door(loop, argc, argv);
    for (;;) serve(door.accept(), messages);
}
