"""PDF/A-2b: conversion of bundles, and what in a file violates the standard (ISO 19005-2)."""
