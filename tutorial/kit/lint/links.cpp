#include "tutorial/kit/lint/links.hpp"

#include <cctype>
#include <regex>

namespace lint {

namespace fs = std::filesystem;

namespace {

using Matches = std::sregex_iterator;

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

/// How many octets of signs that are no letters begin at `i`: Latin-1 signs
/// (U+0080 to U+00BF), punctuation, arrows and shapes (U+2000 to U+2BFF).
std::size_t sign_at(const std::string& text, std::size_t i) {
    const auto first = static_cast<unsigned char>(text[i]);
    const auto second =
        i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (first == 0xC2) return 2;
    if (first == 0xE2 && second < 0xB0) return 3;
    return 0;
}

/// A link in a heading leaves its text; its target is no part of the name.
std::string without_links(const std::string& text) {
    static const std::regex link(R"(!?\[([^\]]*)\]\([^)]*\))");
    return std::regex_replace(text, link, "$1");
}

/// What stands between backquotes is no link, but its columns stay.
std::string without_code(std::string line) {
    static const std::regex code("(`+)[^`]+\\1");
    for (std::smatch found; std::regex_search(line, found, code);)
        line.replace(static_cast<std::size_t>(found.position()),
                     static_cast<std::size_t>(found.length()),
                     static_cast<std::size_t>(found.length()), ' ');
    return line;
}

bool is_elsewhere(const std::string& target) {
    static const std::regex scheme(R"([A-Za-z][A-Za-z0-9+.-]*:.*|//.*)");
    return std::regex_match(target, scheme);
}

} // namespace

std::string anchor_of(const std::string& heading) {
    const auto text = without_links(pages::trim_end(heading));
    std::string anchor;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octet = static_cast<unsigned char>(text[i]);
        if (text[i] == ' ') {
            anchor += '-';
        } else if (is_ascii(text[i])) {
            if (std::isalnum(octet) || text[i] == '-' || text[i] == '_')
                anchor += static_cast<char>(std::tolower(octet));
        } else if (const auto size = sign_at(text, i); size > 0) {
            i += size - 1;
        } else {
            anchor += text[i];
        }
    }
    return anchor;
}

std::set<std::string> anchors(const Page& page) {
    static const std::regex heading(R"( {0,3}#{1,6}\s+(.*?)\s*#*\s*)");
    static const std::regex written(R"re(<a\s+(?:id|name)="([^"]+)")re");
    std::set<std::string> found;
    std::map<std::string, int> seen;
    for (const auto& line : page.prose) {
        std::smatch match;
        if (std::regex_match(line, match, heading)) {
            const auto anchor = anchor_of(match[1]);
            const auto before = seen[anchor]++;
            found.insert(before == 0 ? anchor
                                     : anchor + '-' + std::to_string(before));
        }
        for (Matches one(line.begin(), line.end(), written), end; one != end;
             ++one)
            found.insert((*one)[1]);
    }
    return found;
}

std::vector<Link> find_links(const Page& page) {
    static const std::regex forms[] = {
        std::regex(R"re(\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\))re"),
        std::regex(R"re(^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?)re"),
        std::regex(R"re(<(?:a|img)\s[^>]*(?:href|src)="([^"]+)")re")};
    std::vector<Link> links;
    for (std::size_t i = 0; i < page.prose.size(); ++i) {
        const auto line = without_code(page.prose[i]);
        for (const auto& form : forms)
            for (Matches one(line.begin(), line.end(), form), end; one != end;
                 ++one)
                links.push_back({(*one)[1], i + 1});
    }
    return links;
}

void LinkCheck::check(const Page& page) {
    for (const auto& link : find_links(page))
        check(link.target, page.file, link.line);
}

void LinkCheck::check(const std::string& target, const std::string& file,
                      std::size_t line) {
    if (is_elsewhere(target)) return;
    const auto mark = std::min(target.find('#'), target.size());
    const auto path = target.substr(0, mark);
    const auto to =
        path.empty() ? fs::path(file) : fs::path(file).parent_path() / path;
    const auto report = [&](const std::string& what) {
        problems_.push_back({file, line, what});
    };
    if (!fs::exists(to)) return report("a dead link: there is no file " + path);
    if (fs::is_directory(to))
        return report("a link to the folder " + path +
                      "; link to a file in it");
    const auto anchor =
        mark == target.size() ? std::string() : target.substr(mark + 1);
    if (anchor.empty() || to.extension() != ".md") return;
    if (!anchors_of(to).contains(anchor))
        report("a dead link: " + to.filename().string() +
               " has no heading for #" + anchor);
}

const std::set<std::string>& LinkCheck::anchors_of(const fs::path& file) {
    const auto key = fs::weakly_canonical(file).string();
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    Problems ignored; // they are found when that page is read for itself
    return known_.emplace(key, anchors(read_page(file, ignored))).first->second;
}

} // namespace lint
