#include "tutorial/kit/book/html.hpp"

#include "common/transcript/draw/xml.hpp"

namespace kit::book {

std::string html(std::string_view text) {
    return transcript::xml(text);
}

std::string attribute(std::string_view name, std::string_view value) {
    return ' ' + std::string(name) + "=\"" + html(value) + '"';
}

} // namespace kit::book
