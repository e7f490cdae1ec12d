#include "tutorial/kit/system/files.hpp"

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace kit {

std::string read_file(const std::string& name, std::size_t limit) {
    std::ifstream file(name, std::ios::binary);
    std::string text;
    char portion[4096];
    while (file && text.size() <= limit) {
        file.read(portion, sizeof portion);
        text.append(portion, static_cast<std::size_t>(file.gcount()));
    }
    if (!file.eof() && text.size() <= limit)
        throw std::runtime_error(name + ": cannot be read: " +
                                 std::generic_category().message(errno));
    if (text.size() > limit)
        throw std::runtime_error(name + ": is longer than " +
                                 std::to_string(limit) + " octets");
    return text;
}

std::string shell_word(const std::string& text) {
    constexpr auto plain = "abcdefghijklmnopqrstuvwxyz"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                           "0123456789-_./:=@,+";
    if (!text.empty() && text.find_first_not_of(plain) == text.npos)
        return text;
    std::string word = "'";
    for (const char c : text) word += c == '\'' ? "'\\''" : std::string(1, c);
    return word + "'";
}

} // namespace kit
