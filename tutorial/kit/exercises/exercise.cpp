#include "tutorial/kit/exercises/exercise.hpp"

namespace kit {

unsigned Exercise::points() const {
    unsigned sum = 0;
    for (const auto& check : checks) sum += check.points;
    return sum;
}

std::string Exercise::program() const {
    return role == transcript::Side::server ? "server" : "client";
}

} // namespace kit
