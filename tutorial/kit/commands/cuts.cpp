#include "tutorial/kit/commands/cuts.hpp"

#include <random>
#include <stdexcept>

void add_cut_option(CLI::App& command, std::string& cut) {
    command
        .add_option(
            "--cut", cut,
            "How what is sent is cut into segments: whole lines, bytes, "
            "between CR and LF, glued together, random[:SEED], or all "
            "of these in turn")
        ->type_name("whole|bytes|crlf|glued|random[:SEED]|all")
        ->capture_default_str();
}

std::vector<transcript::Cut> parse_cuts(const std::string& text) {
    using enum transcript::Cut::Kind;
    if (text == "all") return {{whole}, {bytes}, {crlf}, {glued}, {random}};
    auto cut = transcript::parse_cut(text);
    if (!cut)
        throw std::runtime_error(
            "--cut: there is no '" + text +
            "'; choose whole, bytes, crlf, glued, random, random:42 or all");
    if (text == "random") cut->seed = std::random_device()();
    return {*cut};
}
