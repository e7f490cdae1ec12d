// A client idles and does not read. How much does the server hold for it?

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
            mailbox_.append("Flat to rent");
            session_.mailbox_changed();
        }
    }
    auto lines() const { return std::ranges::count(session_.output(), '\n'); }
    auto octets() const { return session_.output().size(); }
    // [/held]

    /// Reads until there is nothing more, and tells the last line.
    std::string wake_up() {
        std::string last;
        for (std::string said; !(said = session_.take_output()).empty();
             session_.mailbox_changed())
            last = said.substr(said.rfind('*'), said.rfind('\r'));
        return last.substr(0, last.find('\r'));
    }

private:
    mail::Mailbox mailbox_;
    FlatSession session_{mailbox_};
};

} // namespace

int main() {
    std::cout << "  posts     a queue holds         state holds\n";
    for (const int posts : {1, 10, 1000, 100'000}) {
        SleepyReader<fragile::FlatSession> queue;
        SleepyReader<sturdy::FlatSession> state;
        queue.post(posts);
        state.post(posts);
        std::cout << std::setw(7) << posts << std::setw(8) << queue.lines()
                  << " lines" << std::setw(9) << queue.octets() << " B"
                  << std::setw(6) << state.lines() << " line" << std::setw(4)
                  << state.octets() << " B\n";
        if (posts == 100'000)
            std::cout << "both wake up and end with: " << queue.wake_up()
                      << ", " << state.wake_up() << "\n";
    }
}
