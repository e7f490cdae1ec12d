// Measures how long it takes to open a Maildir with many messages, and how much
// memory.

#include "proto_server/mailbox/maildir/maildir_store.hpp"
#include "tests/unit/own_folder.hpp"

#include <chrono>
#include <fstream>
#include <iostream>
#include <malloc.h>

namespace {

using Clock = std::chrono::steady_clock;

void show(const char* what, Clock::time_point since, std::size_t heap) {
    const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(
        Clock::now() - since);
    std::cout << what << ": " << time.count() << " ms, "
              << (mallinfo2().uordblks - heap) / 1024 << " KiB of heap\n";
}

void open(const std::filesystem::path& folder, const char* what) {
    mail::MaildirStore store(folder);
    const auto account = store.account("zoe");
    const auto heap = mallinfo2().uordblks;
    const auto start = Clock::now();
    const auto inbox = (*account)->open("INBOX");
    show(what, start, heap);
    std::cout << "  " << (*inbox)->messages().size() << " messages\n";
}

/// Appends `count` messages; each is on the disk before the next.
void append(const std::filesystem::path& folder, int count) {
    mail::MaildirStore store(folder);
    const auto inbox = *(*store.account("zoe"))->open("INBOX");
    const auto heap = mallinfo2().uordblks;
    const auto start = Clock::now();
    for (int n = 0; n < count; ++n) inbox->append("a: b\r\n\r\n", {}, {});
    show("append 1000, with fsync", start, heap);
}

} // namespace

int main(int argc, char** argv) {
    const int count = argc > 1 ? std::stoi(argv[1]) : 100'000;
    OwnFolder own;
    for (const auto* part : {"cur", "new", "tmp"})
        std::filesystem::create_directories(own.path / "zoe" / part);
    const std::string text(2000, 'x');
    for (int n = 0; n < count; ++n)
        own.write("zoe/cur/" + std::to_string(1'700'000'000 + n) +
                      ".M123456P7890.mail.example.org:2,S",
                  text);
    open(own.path, "first open, without an index");
    open(own.path, "second open");
    append(own.path, 1000);
}
