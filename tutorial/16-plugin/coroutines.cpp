// Lists the subjects of a mailbox, waits, and prints the next.
#include <idle-hands/coroutine.hpp>

#include <iostream>

// [program]
idle_hands::Task hunt(idle_hands::Loop& loop,
                      idle_hands::MailboxOptions options) {
    idle_hands::Mailbox mailbox(loop, std::move(options));
    const auto messages = co_await mailbox.list();
    for (const auto& one : messages) std::cout << one.subject << "\n";
    std::cout << "-- waiting" << std::endl;
    const auto next = co_await mailbox.next();
    std::cout << next.subject << std::endl;
}
// [/program]

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: coroutines imaps://USER@HOST/MAILBOX CA-FILE "
                     "PASSWORD-COMMAND\n";
        return 2;
    }
    idle_hands::Loop loop;
    const auto task = hunt(
        loop, {.url = argv[1], .password_command = argv[3], .ca = argv[2]});
    loop.run();
    try {
        task.check();
    } catch (const idle_hands::Error& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
    return task.done() ? 0 : 1;
}
