#include "tutorial/09-literals/letter.hpp"

#include <iostream>

namespace {

constexpr std::string_view commands[] = {"LOGIN anna secret", "SELECT INBOX",
                                         "FETCH 1 BODY.PEEK[TEXT]", "LOGOUT"};

} // namespace

// [take]
void Letter::take(std::string_view response) {
    if (commands_ == 0) return ask(commands[0]); // the greeting
    if (!response.starts_with('a' + std::to_string(commands_) + ' ')) {
        if (commands_ == 3) std::cout << response << std::endl;
    } else if (commands_ == 4) {
        finish();
    } else {
        ask(commands[commands_]);
    }
}
// [/take]

void Letter::ask(std::string_view command) {
    say('a' + std::to_string(++commands_) + ' ' + std::string(command) +
        "\r\n");
}
