#include "tutorial/kit/authors/lint/link_check.hpp"
#include "tutorial/kit/authors/pages/anchor.hpp"
#include "tutorial/kit/authors/pages/regex.hpp"

namespace kit::lint {

namespace fs = std::filesystem;

namespace {

/// Replaces code between backquotes by blanks: it holds no link, and the
/// columns stay the same.
std::string without_code(std::string line) {
    static const pages::Regex code("(`+)[^`]+\\1");
    while (const auto place = code.find(line))
        line.replace(place->begin, place->size, place->size, ' ');
    return line;
}

bool is_elsewhere(const std::string& target) {
    static const pages::Regex scheme(R"([A-Za-z][A-Za-z0-9+.-]*:.*|//.*)");
    return scheme.matches(target);
}

} // namespace

std::set<std::string> anchors(const Page& page) {
    static const pages::Regex heading(R"( {0,3}#{1,6}\s+(.*?)\s*#*\s*)");
    static const pages::Regex written(R"re(<a\s+(?:id|name)="([^"]+)")re");
    std::set<std::string> found;
    std::map<std::string, int> seen;
    for (const auto& line : page.prose) {
        if (const auto match = heading.match(line)) {
            const auto anchor = pages::anchor_of((*match)[1]);
            const auto before = seen[anchor]++;
            found.insert(before == 0 ? anchor
                                     : anchor + '-' + std::to_string(before));
        }
        for (const auto& groups : written.find_all(line))
            found.insert(groups[1]);
    }
    return found;
}

std::vector<PageLink> find_links(const Page& page) {
    static const pages::Regex forms[] = {
        pages::Regex(R"re(\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\))re"),
        pages::Regex(R"re(^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?)re"),
        pages::Regex(R"re(<(?:a|img)\s[^>]*(?:href|src)="([^"]+)")re")};
    std::vector<PageLink> links;
    for (std::size_t i = 0; i < page.prose.size(); ++i) {
        const auto line = without_code(page.prose[i]);
        for (const auto& form : forms)
            for (const auto& groups : form.find_all(line))
                links.push_back({groups[1], i + 1});
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

} // namespace kit::lint
