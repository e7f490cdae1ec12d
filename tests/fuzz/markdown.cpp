// Any octets are a page of the book. Its HTML holds nothing that a script could
// come from, and each element that begins there ends there.
#include "tutorial/kit/book/markdown.hpp"
#include "tests/fuzz/input.hpp"
#include "tutorial/kit/book/figure.hpp"
#include "tutorial/kit/book/html.hpp"

#include <algorithm>
#include <array>

using namespace kit::book;
using fuzz::require;

namespace {

constexpr std::array<std::string_view, 4> alone{"br", "hr", "img", "input"};

/// Reads HTML as a browser does that is strict.
class Html {
public:
    explicit Html(std::string_view text) : rest_(text) {}

    void check() {
        for (auto begin = rest_.find('<'); begin != rest_.npos;
             begin = rest_.find('<')) {
            rest_.remove_prefix(begin + 1);
            if (rest_.starts_with("!-- raw HTML omitted -->")) continue;
            const auto end = end_of_tag();
            check_tag(rest_.substr(0, end));
            rest_.remove_prefix(end);
        }
        require(open_.empty(), "each element ends");
    }

private:
    /// Returns the place of the `>`, which may stand in a value, too.
    std::size_t end_of_tag() const {
        bool quoted = false;
        for (std::size_t i = 0; i < rest_.size(); ++i) {
            if (rest_[i] == '"') quoted = !quoted;
            if (rest_[i] == '>' && !quoted) return i;
        }
        require(false, "each tag ends");
        return 0;
    }

    void check_tag(std::string_view tag) {
        const bool ends = tag.starts_with('/');
        if (ends) tag.remove_prefix(1);
        const auto name = tag.substr(0, tag.find_first_of(" />"));
        require(!name.empty() && name != "script" && name != "style" &&
                    name != "iframe",
                "only harmless elements");
        require(tag.find("href=\"javascript:") == tag.npos &&
                    tag.find("src=\"javascript:") == tag.npos,
                "no script is an address");
        if (std::ranges::count(alone, name) > 0) return;
        if (!ends) {
            open_.emplace_back(name);
            return;
        }
        require(!open_.empty() && open_.back() == name,
                "elements end in the order in which they began");
        open_.pop_back();
    }

    std::string_view rest_;
    std::vector<std::string> open_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
    const std::string page(reinterpret_cast<const char*>(data), size);
    const std::string file = "page.md";
    const std::filesystem::path nowhere = "/there/is/no/such/folder";
    Links links(nowhere, file);
    const FigurePlace place{nowhere, file, links,
                            [](const Target&) { return std::string("#"); }};
    const PageParts parts{
        [&](const Code& code) { return make_figure(code, place); },
        [&](const std::string& link, std::size_t line) {
            const auto* target = links.follow(link, {file, line});
            return target == nullptr ? link : place.address(*target);
        },
        [](std::size_t line) { require(line > 0, "lines begin at 1"); }};
    const auto body = make_body(page, parts);
    Html(body.html).check();
    for (const auto& passage : body.passages)
        require(passage.heading.level >= 1 && passage.heading.level <= 6,
                "a heading has one of six levels");
    return 0;
}
