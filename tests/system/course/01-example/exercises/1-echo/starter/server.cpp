#include <cstdint>
#include <cstdlib>
#include <netinet/in.h>
#include <unistd.h>

int main(int, char** argv) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(argv[1])));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(listener, 5);
    for (;;) {
        const int client = accept(listener, nullptr, nullptr);
        if (write(client, "* hello\r\n", 9) != 9) return 1;
        // TODO: answer each line
        close(client);
    }
}
