#include "tutorial/08-tags/flats.hpp"

#include <iostream>

// [answered]
void Flats::answered(const Question& question, const imap::Tagged& end) {
    if (std::holds_alternative<imap::Login>(question.command))
        return ask("SELECT INBOX");
    if (std::holds_alternative<imap::Select>(question.command)) {
        ask("UID SEARCH SUBJECT duplex");
        ask("STATUS Flats (UNSEEN)");
        ask("LIST \"\" *");
        return;
    }
    if (std::holds_alternative<imap::Logout>(question.command)) return finish();
    std::cout << question.text << '\n';
    for (const auto& data : question.data)
        std::cout << "    " << line_of(data) << '\n';
    std::cout << "    " << line_of(end) << std::endl;
    if (in_flight_.empty()) ask("LOGOUT");
}
// [/answered]

void Flats::told(const imap::Response& news) {
    std::cout << "news: " << line_of(news) << std::endl;
}
