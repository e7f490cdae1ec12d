#include "common/transcript/mismatch.hpp"

namespace transcript {

namespace {

template<typename Kind>
Connection connection(const Kind& expected) {
    return expected.connection;
}
Connection connection(const OneOf& group) {
    return group.lines.front().connection;
}
Connection connection(const EndOfProgram&) {
    return 1;
}
Connection connection(const KnownNames& expected) {
    return expected.line.connection;
}

} // namespace

const Line* expected_line(const Expected& expected) {
    if (const auto* group = std::get_if<OneOf>(&expected))
        return &group->lines.front();
    return std::get_if<Line>(&expected);
}

Connection connection_of(const Expected& expected) {
    return std::visit([](const auto& one) { return connection(one); },
                      expected);
}

} // namespace transcript
