#include "proto_client/toy/posts.hpp"

#include "common/toy/command.hpp"
#include "common/toy/limits.hpp"
#include "proto_client/limits.hpp"

#include <istream>

namespace toy_client {

namespace {

/// Returns the reason why `text` cannot be posted; empty if it can.
std::string fault(const std::string& text) {
    if (text.size() > toy::limits::text)
        return "a message has at most " + std::to_string(toy::limits::text) +
               " octets, and this one " + std::to_string(text.size());
    const auto command = toy::parse_command("post " + text);
    return command ? "" : command.error().what;
}

} // namespace

PostsResult make_posts(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    if (const auto why = fault(text); !why.empty())
        return tl::make_unexpected(why);
    return std::vector{text};
}

PostsResult read_posts(std::istream& input) {
    std::vector<std::string> posts;
    std::string line;
    for (int number = 1; std::getline(input, line); ++number) {
        if (line.ends_with('\r')) line.pop_back();
        if (line.empty()) continue;
        auto why = fault(line);
        if (posts.size() >= client::limits::posts) why = "too many messages";
        if (!why.empty())
            return tl::make_unexpected("line " + std::to_string(number) +
                                       " of the input: " + why);
        posts.push_back(line);
    }
    if (posts.empty())
        return tl::make_unexpected(std::string("the input is empty"));
    return posts;
}

} // namespace toy_client
