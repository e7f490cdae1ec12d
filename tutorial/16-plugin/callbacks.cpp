// Lists the subjects of a mailbox, waits, and prints the next.
#include <idle-hands/watch.hpp>

#include <iostream>

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: callbacks imaps://USER@HOST/MAILBOX CA-FILE "
                     "PASSWORD-COMMAND\n";
        return 2;
    }
    // [program]
    int code = 1;
    bool waits = false;
    idle_hands::Loop loop;
    idle_hands::Watch watch(
        loop,
        {.url = argv[1],
         .password_command = argv[3],
         .ca = argv[2],
         .all = true},
        {.message =
             [&](const idle_hands::Message& message) {
                 std::cout << message.subject << std::endl;
                 if (!waits) return;
                 code = 0;
                 loop.stop();
             },
         .waiting =
             [&] {
                 waits = true;
                 std::cout << "-- waiting" << std::endl;
             },
         .disconnected =
             [&](const std::string& why, auto) {
                 std::cerr << why << std::endl;
                 if (!waits) loop.stop(); // it would try again for ever
             }});
    loop.run();
    return code;
    // [/program]
}
