#include "proto_client/visits/post_command.hpp"

#include "proto_client/tell/output.hpp"
#include "proto_client/toy/posts.hpp"
#include "proto_client/visits/ask_command.hpp"
#include "proto_client/visits/imap_ask_command.hpp"

#include <iostream>
#include <unistd.h>

namespace client {

int post(const Target& target, const std::vector<std::string>& words) {
    if (words.empty() && isatty(STDIN_FILENO) == 1)
        return complain("post wants a text, as in: proto_client post Nice "
                        "duplex in the 10e");
    const auto posts = words.empty() ? toy_client::read_posts(std::cin)
                                     : toy_client::make_posts(words);
    if (!posts) return complain(posts.error());
    if (target.imap) return imap_post(target, *posts);
    std::vector<toy_client::ToyClient::Request> requests;
    for (const auto& text : *posts) requests.emplace_back(toy::Post{text});
    return ask(target, requests);
}

} // namespace client
