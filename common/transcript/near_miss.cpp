#include "common/transcript/near_miss.hpp"

#include <algorithm>

namespace transcript {

namespace {

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    return text;
}

std::vector<std::string> near_events() {
    return {
        "* newer 999", "* new",     "* new kitchen", "* New 999",  "* new999",
        "* news 9",    "* byelaws", "* bye-bye",     "* Bye",      "* okay",
        "*moon",       "*new 999",  "* 999 new",     "*  new 999", "*"};
}

} // namespace

std::vector<std::string> near_misses(std::string_view what) {
    if (what == "*") return near_events();
    const std::string verb(what);
    const bool takes_argument = verb == "read" || verb == "post";
    const std::string argument = takes_argument ? " 1" : "";
    auto capital = upper(verb.substr(0, 1)) + verb.substr(1);
    std::vector<std::string> found{upper(verb) + argument,
                                   capital + argument,
                                   ' ' + verb + argument,
                                   verb + 's' + argument,
                                   verb.substr(1) + argument,
                                   verb.substr(0, verb.size() - 1) + argument,
                                   "ok " + verb};
    if (takes_argument) {
        found.insert(found.end(), {verb, verb + '1', verb + "\t1"});
    } else {
        found.insert(found.end(), {verb + ' ', verb + " 1", verb + " now",
                                   verb + '.', verb + '\t'});
    }
    return found;
}

} // namespace transcript
