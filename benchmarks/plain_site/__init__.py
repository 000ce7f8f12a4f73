"""The yardstick: examples stored as Django and DRF do it by themselves.

One `ModelViewSet` with the same essential columns, sessions, CSRF, the same PostgreSQL
with the same pool, the same server and as many threads; none of our rules and features.
"""
