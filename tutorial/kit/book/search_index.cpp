#include "tutorial/kit/book/search_index.hpp"

#include "tutorial/kit/book/page_address.hpp"

#include <nlohmann/json.hpp>

namespace kit::book {

std::string search_index(const Pages& pages) {
    using Json = nlohmann::json;
    std::string script = "const searchIndex = [\n";
    for (const auto& [file, page] : pages)
        for (const auto& [heading, text] : page.body.passages) {
            const auto anchor =
                heading.anchor.empty() ? "" : '#' + heading.anchor;
            const Json entry{page_of(file) + anchor, page.title, heading.text,
                             text};
            script +=
                entry.dump(-1, ' ', false, Json::error_handler_t::replace) +
                ",\n";
        }
    return script + "];\n";
}

} // namespace kit::book
