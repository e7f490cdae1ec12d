// Headers that most sources include, directly or not, and that are slow to
// read. A folder with ten sources or more wins by this; a smaller one does not.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>
