// A client idles and does not read. How much does the server hold for it?

#include "proto_server/mailbox/advert.hpp"
#include "tutorial/05-trouble/fragile_session.hpp"
#include "tutorial/05-trouble/sturdy_session.hpp"

#include <algorithm>
#include <iomanip>
#include <iostream>

namespace {

/// An idling client of its own, that has read the go-ahead and then no more.
template<typename FlatSession>
class SleepyReader {
public:
    SleepyReader() {
        session_.start({});
        session_.receive("idle\r\n", {});
        session_.take_output();
    }

    // [held]
    void post(int count) {
        for (int i = 0; i < count; ++i) {
            mail::post_advert(mailbox_, "Flat to rent");
            session_.mailbox_changed();
        }
    }
    /// Sends so many commands as fit, and returns how many octets that is.
    std::size_t ask(int count) {
        std::string commands;
        for (int i = 0; i < count; ++i) commands += "noop\r\n";
        session_.receive("done\r\n", {});
        return session_.receive(commands, {});
    }
    auto lines() const { return std::ranges::count(session_.output(), '\n'); }
    auto octets() const { return session_.output().size(); }
    // [/held]

    /// Reads until there is nothing more, and gives the last number.
    std::string wake_up() {
        std::string all;
        for (std::string said; !(said = session_.take_output()).empty();
             session_.mailbox_changed())
            all += said;
        return all.substr(all.rfind(' ') + 1,
                          all.rfind('\r') - all.rfind(' ') - 1);
    }

private:
    mail::Mailbox mailbox_;
    FlatSession session_{mailbox_};
};

} // namespace

template<typename FlatSession>
void ask_and_not_read(std::string_view name) {
    SleepyReader<FlatSession> reader;
    const auto taken = reader.ask(100'000);
    std::cout << "  " << name << " takes " << taken
              << " octets of 600000, holds " << reader.octets()
              << " octets of replies\n";
}

int main() {
    std::cout << "               a queue holds     state holds   newest heard\n"
                 "    posts      lines   octets    lines  octets\n";
    for (const int posts : {1, 10, 1000, 100'000}) {
        SleepyReader<fragile::FlatSession> queue;
        SleepyReader<sturdy::FlatSession> state;
        queue.post(posts);
        state.post(posts);
        std::cout << std::setw(9) << posts << std::setw(11) << queue.lines()
                  << std::setw(9) << queue.octets() << std::setw(9)
                  << state.lines() << std::setw(8) << state.octets() << "   "
                  << queue.wake_up() << ", " << state.wake_up() << "\n";
    }
    std::cout << "\n100000 commands, and no reply is read\n";
    ask_and_not_read<fragile::FlatSession>("fragile");
    ask_and_not_read<sturdy::FlatSession>("sturdy ");
}
